"""Bring people together: gates and signatures, decisions, duties, rosters, owners and vendors."""
