"""What the screen shows of the model."""
