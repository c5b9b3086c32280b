"""What a person needs to be ready, one item per module."""
