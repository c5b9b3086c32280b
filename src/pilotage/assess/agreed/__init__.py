"""What people agreed in the engagement file, made ready for questions."""
