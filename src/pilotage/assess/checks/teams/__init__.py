"""Meetings, outside contact, mail and apps in Teams."""
