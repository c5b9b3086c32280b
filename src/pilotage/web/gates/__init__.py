"""Gates: what they ask, how they stand, who signed."""
