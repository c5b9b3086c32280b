"""Assumptions of a forecast: each a number with its source and date, and replaceable."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from math import isfinite

from pydantic import TypeAdapter, with_config

from pilotage.facts.errors import InputError


@with_config(extra="forbid")
@dataclass(frozen=True)
class Prior:
    """One number that is taken for granted; ``says`` tells it in words, with ``{value}``.

    ``source`` is an address, or "assumption" where no public figure was found; ``date`` is when
    it was read or assumed.
    """

    value: float
    says: str
    source: str
    date: date
    note: str = ""

    def __str__(self) -> str:
        said = self.says.format(value=f"{self.value:g}")
        source = "" if self.source == "assumption" else f" ({self.source}, {self.date})"
        return said + source


@dataclass(frozen=True)
class Priors:
    """Every prior by its name."""

    every: Mapping[str, Prior]

    def __getitem__(self, name: str) -> float:
        return self.every[name].value

    def sentences(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return what is taken for granted with these names, one sentence each."""
        return tuple(str(self.every[name]) for name in names)


@cache
def _published() -> Priors:
    text = files("pilotage.plan.forecast").joinpath("priors.toml").read_text("utf-8")
    return Priors(TypeAdapter(dict[str, Prior]).validate_python(tomllib.loads(text)))


def priors(replaced: Mapping[str, float] | None = None, *, today: date | None = None) -> Priors:
    """Return the priors with the numbers in ``replaced`` put in as said on ``today``.

    Raises:
        InputError: a name is not known, or a number cannot be; names it.
    """
    known = dict(_published().every)
    for name, value in (replaced or {}).items():
        if name not in known:
            says = f"is no assumption; there are {', '.join(known)}"
            raise InputError(says, where=f"assume: {name}")
        if not (isfinite(value) and value >= 0):
            raise InputError(f"must be a number from 0, not {value}", where=f"assume: {name}")
        given = replace(known[name], value=value, source="assumption")
        known[name] = replace(given, date=today) if today else given
    return Priors(known)
