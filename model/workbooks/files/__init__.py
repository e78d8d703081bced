"""What stands in the files of workbooks beside the values: how far sheets reach, what is hidden, number formats."""
