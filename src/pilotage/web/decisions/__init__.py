"""Decisions and changes of scope and dates."""
