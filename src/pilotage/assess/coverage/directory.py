"""Every user of a directory, as classes that policies cannot tell apart any further.

100 000 users become the few distinct columns of a bit matrix: one row per user, group, role and
kind of guest that policies name. Who may activate a role is there twice, with it and without. A
group or role whose members are not all known is a question that stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from pilotage.assess.coverage.cubes import Axis
from pilotage.assess.coverage.people import LOCAL_GUEST, types_meant
from pilotage.assess.coverage.scope import IN, AnyOf, either, question

Numbers = npt.NDArray[np.int64]
WHO = "who"


@dataclass(frozen=True)
class Directory:
    """Users in classes.

    ``users`` holds ``user``, ``upn`` and ``name``. A row is a user, a user with an activated role,
    or somebody whom policies name and the directory does not know: ``row_user`` is the place in
    ``users``, -1 for a stranger; ``class_of`` the class. ``masks`` are the classes that have a
    label such as ``group:<id>``. ``open`` names the labels that more rows may have than known.
    """

    users: pl.DataFrame
    row_user: Numbers
    class_of: Numbers
    masks: Mapping[str, int]
    open: frozenset[str] = frozenset()
    strangers: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """Return the axis of classes, and a question per open group or role."""
        count = int(self.class_of.max(initial=-1)) + 1
        return (Axis(WHO, tuple(map(str, range(count)))), *map(self._question, sorted(self.open)))

    @cached_property
    def known(self) -> int:
        """Return the classes that hold somebody of the directory."""
        return self._classes(self.row_user >= 0)

    def named_users(self, ids: Iterable[str]) -> AnyOf:
        """Return these users."""
        return self._labelled(f"user:{id}" for id in ids)

    def group(self, id: str) -> AnyOf:
        """Return everyone in the group, at any depth."""
        return self._labelled([f"group:{id}"])

    def role(self, id: str) -> AnyOf:
        """Return everyone who holds the role, standing or activated."""
        return self._labelled([f"role:{id}"])

    def guests(self, types: Iterable[str], tenants: Iterable[str], *, sure: bool) -> AnyOf:
        """Return guests of these types; the home tenant of a guest is not known."""
        meant = types_meant(types, sure=sure)
        if any(True for _ in tenants) and sure:
            meant &= {LOCAL_GUEST}
        return self._labelled(f"kind:{kind}" for kind in meant)

    def people(self, mask: int) -> pl.DataFrame:
        """Return the users of some classes, each once, in the order of ``users``."""
        return self.users[self._places(mask)]

    def count(self, mask: int) -> int:
        """Return how many users are in some classes."""
        return len(self._places(mask))

    def strangers_in(self, mask: int) -> list[str]:
        """Return whom policies name in some classes, and the directory does not know."""
        return [id for id in self.strangers if self.masks.get(f"user:{id}", 0) & mask]

    def mask_of(self, chosen: npt.NDArray[np.bool_]) -> int:
        """Return the classes that hold a chosen user; a class is not split."""
        rows = np.zeros(len(self.row_user), bool)
        real = self.row_user >= 0
        rows[real] = chosen[self.row_user[real]]
        return self._classes(rows)

    def _places(self, mask: int) -> Numbers:
        wanted = bools(mask, len(self.axes[0].atoms))[self.class_of] & (self.row_user >= 0)
        chosen = np.zeros(self.users.height, bool)
        chosen[self.row_user[wanted]] = True
        return np.flatnonzero(chosen)

    def _classes(self, rows: npt.NDArray[np.bool_]) -> int:
        hit = np.zeros(len(self.axes[0].atoms), bool)
        hit[self.class_of[rows]] = True
        return bits(hit)

    def _labelled(self, labels: Iterable[str]) -> AnyOf:
        listed = sorted(labels)
        known = [{WHO: self.masks.get(label, 0)} for label in listed]
        return either(*known, *({label: IN} for label in listed if label in self.open))

    def _question(self, label: str) -> Axis:
        what, _, id = label.partition(":")
        name = f"{what} {self.names.get(id, id)}"
        return question(label, f"in {name}", f"not in {name}")


def bits(flags: npt.NDArray[np.bool_]) -> int:
    """Return flags as an integer, the first one in the lowest bit."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def bools(mask: int, count: int) -> npt.NDArray[np.bool_]:
    """Return the lowest ``count`` bits of ``mask`` as flags."""
    raw = np.frombuffer(mask.to_bytes(count // 8 + 1, "little"), np.uint8)
    return np.unpackbits(raw, count=count, bitorder="little").astype(bool)
