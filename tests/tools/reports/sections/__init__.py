"""What stands below the headings of a report: one method a topic."""
