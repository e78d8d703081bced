"""What a report is: fields, figures, relations, checks, drafts. No screen, no Word, no clock."""
