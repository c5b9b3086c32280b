"""One client: its migrations, and who is who."""
