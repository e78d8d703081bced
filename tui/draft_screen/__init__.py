"""The screen of one draft and what its keys do."""
