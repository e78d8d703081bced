"""What sentences and tables assert among their own figures, kind by kind."""
