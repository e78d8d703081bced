"""What is pasted: texts, columns and tables become values of fields and rows of lists."""
