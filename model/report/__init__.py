"""The values of one report: its tree of cells, the formulas between them, and how an edit spreads."""
