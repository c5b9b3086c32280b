"""Ids of items as words, on the pages of waves."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def words(name: str) -> str:
    """Return the id of an item as words: ``mfa_registered`` as ``MFA registered``."""
    return name.replace("_", " ").replace("mfa", "MFA")
