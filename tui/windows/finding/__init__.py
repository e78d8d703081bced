"""The windows with one line to type into and a list that follows: commands, findings, words."""
