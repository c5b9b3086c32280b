"""Public ids of policies, in the one form in which our checks have them.

SCuBA policies are ``MS.AAD.1.1v1``; a tool that leaves out the version gets the id without it.
Older numberings, such as MS.DEFENDER, stay as they are: the rules behind them differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

SCUBA = re.compile(r"\b(MS\.[A-Z]+)\.0*(\d+)\.0*(\d+)(v\d+)?\b")
CIS_ID = re.compile(r"^CIS\.M365\.(\d+(?:\.\d+)+)$")
CIS_RELEASE = re.compile(r"^CIS M365 v(\d+\.\d+\.\d+)$")
CIS_NAME = re.compile(r"^CIS-(\d+)\.(\d+)(?:\.(\d+))?$")


def scuba(words: Iterable[str]) -> Iterator[str]:
    """Yield the SCuBA policies among ``words``; zeros before a number are dropped."""
    for word in words:
        if found := SCUBA.search(word):
            yield f"{found[1]}.{found[2]}.{found[3]}{found[4] or ''}"


def of_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the policies that the tags of a Maester test name."""
    every = list(tags)
    release = next((found[1] for tag in every if (found := CIS_RELEASE.match(tag))), "")
    cis = [found[1] for tag in every if (found := CIS_ID.match(tag))]
    named = [f"CIS M365 {release} {number}" if release else f"CIS M365 {number}" for number in cis]
    return tuple(dict.fromkeys([*scuba(every), *named]))


def of_compliance(compliance: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the policies of Prowler's map from framework to requirements."""
    found = []
    for name, ids in compliance.items():
        for id in ids if isinstance(ids, list) else [ids]:
            if isinstance(id, str) and id.strip():
                found.append(_named(name.strip(), id.strip()))
    return tuple(dict.fromkeys(found))


def _named(framework: str, id: str) -> str:
    if policy := next(scuba([id]), ""):
        return policy
    if release := CIS_NAME.match(framework):
        return f"CIS M365 {release[1]}.{release[2]}.{release[3] or 0} {id}"
    return f"{framework} {id}"
