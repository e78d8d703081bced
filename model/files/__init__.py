"""Files on the disk: replaced as a whole, with owner and mode kept; what this program wrote, and where it keeps it."""
