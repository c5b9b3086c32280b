"""Mailboxes, who may act in them, and where their mail goes."""
