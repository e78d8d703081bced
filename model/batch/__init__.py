"""Checks many reports at once: folders searched, work handed to a pool, results written as they come."""
