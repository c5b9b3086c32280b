"""The tables, step by step; written by ``makemigrations`` but for triggers."""
