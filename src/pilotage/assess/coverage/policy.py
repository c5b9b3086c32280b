"""One Conditional Access policy as the engine reads it: words in lower case, state, controls.

Source  https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

import polars as pl

from pilotage.assess.exclusions import Registered
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES as POLICIES

CUSTOM = "grantcontrols.customauthenticationfactors"
GRANTS = "grantcontrols."
KNOWN_CONTROLS = (
    *("block", "mfa", "compliantdevice", "domainjoineddevice", "approvedapplication"),
    *("compliantapplication", "passwordchange"),
)
STRENGTH, TERMS, PARTNER, UNKNOWN = "strength", "terms of use", "custom control", "unknown control"
"""Controls that are no word of ``builtInControls``."""


EXCUSED = "registered exclusions"
EVERYONE = {"include_users": ("all",)}
EVERY_APPLICATION = {"include_applications": ("all",)}


class State(Enum):
    """Whether a policy acts. A state that we do not know may be any of them."""

    ON = "enabled"
    REPORT_ONLY = "enabledforreportingbutnotenforced"
    OFF = "disabled"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Policy:
    """A policy; ``policy["include_users"]`` gives the words of a column in lower case.

    ``unread`` says that a condition is not understood or that the policy could not be read: it
    may reach less than its words say, down to nobody.
    """

    id: str
    name: str
    state: State
    controls: tuple[str, ...]
    operator: str = "OR"
    unread: bool = False
    texts: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> tuple[str, ...]:
        return self.words.get(column, ())

    def text(self, column: str) -> str:
        """Return the value of a column that holds one text, as written."""
        return self.texts.get(column, "")

    @property
    def for_people(self) -> bool:
        """Tell whether it guards people; a policy for workload identities guards nobody else."""
        columns = ("workload_identities", "exclude_workload_identities", "service_principal_risk")
        return not any(self[column] for column in columns)


LISTS = tuple(
    name for name, column in POLICIES.columns.items() if column.dtype == pl.List(pl.String)
)
TEXTS = tuple(name for name, column in POLICIES.columns.items() if column.dtype == pl.String)


def policies_of(rows: pl.DataFrame) -> tuple[Policy, ...]:
    """Return the policies of a frame of CONDITIONAL_ACCESS_POLICIES that are not switched off."""
    read = (_policy(row) for row in rows.rows(named=True))
    return tuple(each for each in read if each.state is not State.OFF)


def unreadable(name: str) -> Policy:
    """Return a policy that could not be read: it may do anything, or nothing."""
    words = {**EVERYONE, **EVERY_APPLICATION}
    return Policy(name, name, State.ON, ("block",), unread=True, words=words)


def excused(allowed: Registered) -> tuple[Policy, ...]:
    """Return what is registered as left out, as if it were blocked: nobody asks about it."""
    people = {
        "include_users": tuple(allowed.users),
        "include_groups": tuple(allowed.groups),
        "include_guest_types": tuple(allowed.guests),
    }
    who = Policy(EXCUSED, EXCUSED, State.ON, ("block",), words=people | EVERY_APPLICATION)
    apps = {"include_applications": tuple(allowed.applications), **EVERYONE}
    what = Policy(EXCUSED, EXCUSED, State.ON, ("block",), words=apps)
    return (*([who] if any(people.values()) else []), *([what] if allowed.applications else []))


def _policy(row: Mapping[str, Any]) -> Policy:
    words = {name: tuple(word.lower() for word in row[name] or ()) for name in LISTS}
    texts = {name: row[name] or "" for name in TEXTS}
    return Policy(
        id=row["policy"],
        name=row["name"] or row["policy"],
        state=_state(row["state"]),
        controls=tuple(dict.fromkeys(_controls(row, words))),
        operator=texts["grant_operator"].upper() or "OR",
        unread=any(not path.startswith(GRANTS) for path in words["unknown"]),
        texts=texts,
        words=words,
    )


def _state(text: str | None) -> State:
    known = {state.value: state for state in State}
    return known.get((text or "").lower(), State.UNKNOWN)


def _controls(row: Mapping[str, Any], words: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield from (word if word in KNOWN_CONTROLS else UNKNOWN for word in words["grant_controls"])
    if row["authentication_strength"] or row["strength_combinations"]:
        yield STRENGTH
    if row["terms_of_use"]:
        yield TERMS
    for path in words["unknown"]:
        if path.startswith(GRANTS):
            yield PARTNER if path == CUSTOM else UNKNOWN
