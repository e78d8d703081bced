"""How a report is declared: its fields, the relations between them, and the outline of its sections."""
