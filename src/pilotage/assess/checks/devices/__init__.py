"""Computers, phones and tablets."""
