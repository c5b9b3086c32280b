"""Which client needs a person."""
