"""Sites and shared folders."""
