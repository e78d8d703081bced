"""What the numbers of a text tell: read by `model.language`, looked up among the figures of the report."""
