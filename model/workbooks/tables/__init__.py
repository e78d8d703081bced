"""The tables on the sheets of a workbook: their titles, what stands above them, headers, labels, codes, amounts."""
