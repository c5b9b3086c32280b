"""Which client differs from the standard, and why."""
