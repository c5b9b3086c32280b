"""Ids of items as words, on the pages of waves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pilotage.web.waves.people import Mark

register = template.Library()


@register.filter
def words(name: str) -> str:
    """Return the id of an item as words: ``mfa_registered`` as ``MFA registered``."""
    return name.replace("_", " ").replace("mfa", "MFA")


@register.filter
def cells(marks: Iterable[Mark]) -> SafeString:
    """Return one table cell per item: its shape, and its word for who does not see it.

    Many people stand alike, so each kind of cell is made once.
    """
    return mark_safe("".join(_cell(mark.item, mark.shape, mark.word) for mark in marks))


@lru_cache(maxsize=500)
def _cell(item: str, shape: str, word: str) -> SafeString:
    return format_html(
        '<td class="hs mark"><svg class="g {}" role="img" aria-label="{}: {}">'
        '<use href="#{}"/></svg></td>',
        shape, words(item), word, shape,
    )  # fmt: skip
