"""What a person sets for the house: roles, own tokens, own sessions, own clock."""
