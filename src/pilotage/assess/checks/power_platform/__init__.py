"""Environments, data policies and isolation of Power Platform."""
