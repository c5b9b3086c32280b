"""The audit log: who did what, and is it whole."""
