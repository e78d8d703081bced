"""What the user can set: colours, keys, and the drafts opened last."""
