"""Which rules do not concern a migration: somebody said so, with a reason, in one of two places.

``[[not_applicable]]`` of the engagement file names a check or a public policy, with or without
version. ScubaGear's OmitPolicy travels in the configuration of its export, with a rationale and
perhaps a last day. A reason that is missing or over does not count.

Source: https://github.com/cisagov/ScubaGear/blob/main/docs/configuration/configuration.md
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import polars as pl

from pilotage.assess.settings import decoded
from pilotage.facts.engagement import Engagement
from pilotage.facts.signed import NotApplicable
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SETTINGS

OMITTED = re.compile(r"(?:^|\.)omitpolicy\.(?P<rule>ms\.\w+\.\d+\.\d+v\d+)\.(?P<part>\w+)$")


def set_aside(rules: Iterable[str], side: str, engagement: Engagement | None, today: date) -> str:
    """Return why none of ``rules`` concerns ``side``, as the engagement file says, or nothing.

    ``rules`` are the id of a check and its policies.
    """
    known = {name for rule in rules for name in names(rule)}
    for each in engagement.not_applicable if engagement else ():
        answers = each.rule.lower() in known and each.side in ("", side)
        if answers and (each.expires_on is None or today <= each.expires_on):
            return _said(each)
    return ""


def omitted(rules: Iterable[str], snapshot: Snapshot) -> str:
    """Return why an export leaves one of ``rules`` out, or an empty string."""
    listed = omissions(snapshot)
    return next((listed[rule.lower()] for rule in rules if rule.lower() in listed), "")


@lru_cache(maxsize=4)
def omissions(snapshot: Snapshot) -> Mapping[str, str]:
    """Return the reason by policy, in lower case, of what an export leaves out when it was made."""
    rows = snapshot.rows(SETTINGS).filter(
        (pl.col("area") == "scuba_config")
        & pl.col("setting").str.contains("omitpolicy.", literal=True)
    )
    told: dict[str, dict[str, str]] = {}
    for setting, value in rows.select("setting", "value").iter_rows():
        if found := OMITTED.search(setting):
            told.setdefault(found["rule"], {})[found["part"]] = str(decoded(value) or "")
    made = snapshot.taken_at.date()
    return {
        rule: why
        for rule, parts in told.items()
        if (why := parts.get("rationale", "").strip().rstrip("."))
        and not _over(parts.get("expiration", ""), made)
    }


def _over(until: str, today: date) -> bool:
    """Tell whether the day ``until`` has come; one that is no day has, an empty one has not."""
    try:
        return bool(until.strip()) and date.fromisoformat(until.strip()) <= today
    except ValueError:
        return True


def _said(each: NotApplicable) -> str:
    until = f", until {each.expires_on:%d %b %Y}" if each.expires_on else ""
    return f"{each.why.strip().rstrip('.')} ({each.who.strip()}{until})"


def names(rule: str) -> tuple[str, str]:
    """Return what a rule may be called, in lower case: with its version, and without."""
    return rule.lower(), re.sub(r"v\d+$", "", rule.lower())
