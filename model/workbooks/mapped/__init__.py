"""Where each figure of the report stands in the accounts, a module for each part of the report."""
