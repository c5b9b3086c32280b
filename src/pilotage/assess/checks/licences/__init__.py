"""Licences bought and given."""
