"""Nothing typed is lost: the journal of edits, recovery from it, and the lock on an open draft."""
