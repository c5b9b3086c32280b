"""Pages behind personal links: one object each, for somebody without an account."""
