"""What is one figure over another: averages, shares, rates of what was done, and what comes of a price."""
