"""Typed columns out of a tree of lists and arrays; every error names the key and the entry."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from math import inf
from typing import Any

import numpy as np

from pilotage.facts.errors import InputError
from pilotage.plan.problem import Floats, Ints, Labels, Sets

LARGEST = 2**53
"""The largest number of which a float still tells every integer apart."""

NEAR = 0.8
"""From this likeness on a key is a section misspelt."""


class Columns:
    """A tree whose keys are joined with ``/``, read one column at a time.

    Raises:
        InputError: from every method, when the entry is missing, of the wrong type or length,
            or out of range. It names the key with dots, as people write it.
    """

    def __init__(self, flat: Mapping[str, Any]) -> None:
        self._flat = flat

    def __contains__(self, key: str) -> bool:
        return self._flat.get(key) is not None

    def check_sections(self, sections: Sequence[str]) -> None:
        """Refuse a section that is no object, and one whose name is a slip of the pen.

        Other keys at the top are left alone: a file may carry notes of its maker.
        """
        tops = dict.fromkeys(key.partition("/")[0] for key in self._flat)
        for section in sections:
            if section in self:
                raise refused(section, "is not an object with columns")
            near = difflib.get_close_matches(section, tops.keys() - set(sections), cutoff=NEAR)
            if section not in tops and near:
                raise refused(near[0], f"is no section of a problem; did you mean {section}?")

    def number(
        self,
        key: str,
        default: float | None = None,
        *,
        least: float = -inf,
        most: float = LARGEST,
    ) -> float:
        """Return one finite number between ``least`` and ``most``."""
        value = self._value(key, default)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise refused(key, f"{value!r} is not a number")
        if not least <= value <= most:
            raise refused(key, f"{value:g} is not {_range(value, least, most)}")
        return float(value)

    def whole(self, key: str, default: int | None = None, *, least: int = -LARGEST) -> int:
        """Return one whole number of at least ``least``."""
        value = self.number(key, default, least=least)
        if value != int(value):
            raise refused(key, f"{value:g} is not a whole number")
        return int(value)

    def text(self, key: str, default: str | None = None) -> str:
        """Return one text."""
        value = self._value(key, default)
        if not isinstance(value, str):
            raise refused(key, f"{value!r} is not a text")
        return value

    def is_text(self, key: str, text: str) -> bool:
        """Return whether the entry is this one text instead of a column."""
        value = self._flat.get(key, "")
        return not isinstance(value, list) and np.ndim(value) == 0 and str(value) == text

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty if absent."""
        return tuple(str(value) for value in self._list(key, []))

    def floats(
        self,
        key: str,
        length: int | None,
        default: float | None = None,
        *,
        least: float = -inf,
        most: float = inf,
    ) -> Floats:
        """Return a column of finite numbers between ``least`` and ``most``."""
        return self._numbers(key, self._list(key, _filled(default, length)), length, least, most)

    def ints(
        self,
        key: str,
        length: int | None,
        default: int | None = None,
        *,
        least: int = -LARGEST,
        most: int = LARGEST,
    ) -> Ints:
        """Return a column of whole numbers between ``least`` and ``most``."""
        column = self._list(key, _filled(default, length))
        return self._whole(key, self._numbers(key, column, length, least, most))

    def labels(self, key: str, length: int) -> Labels:
        """Return a column of labels as text; null and absent are the empty label."""
        column = self._list(key, [""] * length)
        if len(column) != length:
            raise refused(key, f"has {len(column)} entries, not {length}")
        return np.array(["" if value is None else str(value) for value in column], np.str_)

    def capacity(self, key: str, length: int) -> Floats:
        """Return a column of capacities; -1 is unbounded and becomes ``inf``."""
        column = self.floats(key, length, -1, most=LARGEST)
        wrong = (column < 0) & (column != -1)
        if wrong.any():
            at = int(np.flatnonzero(wrong)[0])
            raise refused(key, f"{column[at]:g} is no capacity; -1 means unbounded", at)
        return np.where(column < 0, inf, column)

    def sets(self, ptr_key: str, members_key: str, n: int) -> Sets:
        """Return sets of units in CSR form, none if absent."""
        members = self.ints(members_key, None, default=0, least=0, most=n - 1)
        ptr = self.ints(ptr_key, None, default=0, least=0, most=len(members))
        if not len(ptr):
            ptr = np.zeros(1, np.int64)
        if ptr[0] != 0 or ptr[-1] != len(members):
            raise refused(ptr_key, f"must run from 0 to {len(members)}, the length of members")
        if (falls := np.flatnonzero(np.diff(ptr) < 0)).size:
            raise refused(ptr_key, "decreases", int(falls[0]) + 1)
        return Sets(ptr, members)

    def _value(self, key: str, default: Any) -> Any:
        value = self._flat.get(key, default)
        if value is None:
            raise refused(key, "is missing")
        return value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value

    def _list(self, key: str, default: Any) -> Any:
        value = self._value(key, default)
        if isinstance(value, np.ndarray):
            return value
        if not isinstance(value, list):
            raise refused(key, "is not a list")
        return value

    def _numbers(
        self, key: str, column: Any, length: int | None, least: float, most: float
    ) -> Floats:
        if length is not None and len(column) != length:
            raise refused(key, f"has {len(column)} entries, not {length}")
        try:
            made = np.array(column) if len(column) else np.zeros(0)
        except ValueError:
            made = np.array(None)
        if made.dtype.kind not in "iuf" or made.ndim != 1:
            at = _first_that_is_no_number(column)
            raise refused(key, f"{column[at]!r} is not a number", at)
        made = made.astype(np.float64)
        wrong = ~np.isfinite(made) | (made < least) | (made > most)
        if wrong.any():
            at = int(np.flatnonzero(wrong)[0])
            raise refused(key, f"{made[at]:g} is not {_range(float(made[at]), least, most)}", at)
        return made

    def _whole(self, key: str, column: Floats) -> Ints:
        if (broken := np.flatnonzero(column != np.floor(column))).size:
            at = int(broken[0])
            raise refused(key, f"{column[at]:g} is not a whole number", at)
        return column.astype(np.int64)


def refused(key: str, why: str, at: int | None = None) -> InputError:
    """Return the error for a key, and for one of its entries if ``at`` says which."""
    entry = "" if at is None else f"[{at}]"
    return InputError(f"{why}.", where=key.replace("/", ".") + entry)


def _filled(default: float | None, length: int | None) -> list[float] | None:
    return None if default is None else [default] * (length or 0)


def _first_that_is_no_number(column: Any) -> int:
    good = (int, float, np.integer, np.floating)
    return next(
        (
            at
            for at, value in enumerate(column)
            if isinstance(value, bool) or not isinstance(value, good)
        ),
        0,
    )


def _range(value: float, least: float, most: float) -> str:
    if most < LARGEST:
        return f"between {least:g} and {most:g}"
    if most < value < inf:
        return f"a number of at most {most:g}"
    return f"a number of at least {least:g}" if least > -LARGEST else "a finite number"
