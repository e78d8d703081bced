"""The way back: what others changed in an exported Word file, and taking it into the draft."""
