"""Sign-in and account: allauth does the work."""
