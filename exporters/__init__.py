"""From a report to something to hand over."""
