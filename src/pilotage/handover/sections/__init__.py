"""One file per chapter of the report."""
