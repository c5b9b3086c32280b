"""Collect: turn what a source says into rows of the data dictionary."""
