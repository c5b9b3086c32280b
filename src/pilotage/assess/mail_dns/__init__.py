"""What DNS must say so that mail keeps flowing and stays trusted while a domain moves."""
