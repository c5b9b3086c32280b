"""Why a hole is a hole: which policies come near, and what keeps them away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pilotage.assess.agreed.entries import listing
from pilotage.assess.coverage.cubes import Cube, meet, meets
from pilotage.assess.coverage.directory import WHO, Directory
from pilotage.assess.coverage.grants import Control, Lacking, stopped, without
from pilotage.assess.coverage.policy import EXCUSED, UNKNOWN, Policy, State
from pilotage.assess.coverage.regions import PART_WORDS, part_of
from pilotage.assess.coverage.scene import Scene

ASKS = {
    Control.MFA: "asks for MFA",
    Control.PHISHING_RESISTANT: "asks for phishing-resistant MFA",
    Control.BLOCK_LEGACY: "blocks legacy clients",
    Control.MANAGED_DEVICE: "asks for a managed device",
}
WITHOUT = {
    Control.MFA: "MFA",
    Control.PHISHING_RESISTANT: "a phishing-resistant method",
    Control.BLOCK_LEGACY: "blocking them",
    Control.MANAGED_DEVICE: "a managed device",
}
NEAREST = 2


@dataclass(frozen=True)
class _Near:
    """One policy: where it applies, and where it enforces the control, as far as it may."""

    policy: Policy
    applies: tuple[Cube, ...]
    enforces: tuple[Cube, ...]
    surely: tuple[Cube, ...]


@dataclass(frozen=True)
class Reasons:
    """Speaks about the holes of one control."""

    scene: Scene
    control: Control

    @cached_property
    def _near(self) -> list[_Near]:
        return [self._laid(policy) for policy in self.scene.policies]

    def of(self, hole: Cube) -> str:
        """Return why nothing covers a hole, in one or two sentences."""
        enforced = [each for each in self._near if each.policy.state is not State.REPORT_ONLY]
        asking = [each for each in enforced if each.enforces and each.policy.id != EXCUSED]
        told = sorted((*self._distance(each, hole), each.policy.name) for each in asking)
        says = [f'"{name}" {what}' for _, what, name in told[:NEAREST]]
        said = "; ".join(says) or f"no enforced policy {ASKS[self.control]}"
        return f"{said[0].upper()}{said[1:]}.{self._report_only(hole)}"

    def doubt(self, hole: Cube) -> str:
        """Return what keeps us from telling whether a region is covered."""
        if unknown := self._unknown(hole):
            return unknown
        unsure = [
            each.policy.name
            for each in self._near
            if each.policy.state is not State.REPORT_ONLY
            and _touches(each.enforces, hole)
            and not _touches(each.surely, hole)
        ]
        if unsure:
            names = listing(f'"{name}"' for name in dict.fromkeys(unsure))
            return f"It cannot be told whether {names} covers this."
        return "It cannot be told whether anybody can sign in like this."

    def _unknown(self, hole: Cube) -> str:
        """Return which question about people in a region stays open."""
        directory = self.scene.directory
        if directory is None:
            return ""
        if labels := sorted(directory.open & hole.keys()):
            return self._open(directory, labels[0])
        strangers = directory.strangers_in(hole.get(WHO, 0))
        return _stranger(strangers[0]) if strangers else ""

    def notes(self) -> tuple[str, ...]:
        """Return a sentence for each thing that could not be understood or looked up."""
        return tuple(dict.fromkeys(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.scene.unlisted:
            yield f"Decided for classes of people: {self.scene.unlisted}."
        for policy in self.scene.enforced:
            if policy.unread or UNKNOWN in policy.controls:
                what = listing(policy["unknown"]) or "it could not be read"
                yield f'"{policy.name}" is not understood in full: {what}.'
            if policy.state is State.UNKNOWN:
                yield f'"{policy.name}" came without a state that we know.'
        if directory := self.scene.directory:
            yield from (self._open(directory, label) for label in sorted(directory.open))
            yield from (_stranger(id) for id in directory.strangers)

    def _open(self, directory: Directory, label: str) -> str:
        what, _, id = label.partition(":")
        name = directory.names.get(id) or self.scene.names.get(id, id)
        return f"Not everyone in {what} {name} is known."

    def _laid(self, policy: Policy) -> _Near:
        lacking: Lacking = without(self.control)
        applies = self.scene.applies(policy, sure=False)
        enforces = meets(applies, stopped(policy, lacking, sure=False))
        surely = meets(self.scene.applies(policy, sure=True), stopped(policy, lacking, sure=True))
        return _Near(policy, tuple(applies), tuple(enforces), tuple(surely))

    def _distance(self, near: _Near, hole: Cube) -> tuple[int, str]:
        """Return how far a policy is from a hole, and what it does there."""
        if _touches(near.applies, hole):
            return 0, f"applies, but lets people in without {WITHOUT[self.control]}"
        apart = min((_apart(cube, hole) for cube in near.applies), key=len, default=["who"])
        words = listing(PART_WORDS.get(part, part) for part in apart)
        return len(apart), f"does not apply ({words})"

    def _report_only(self, hole: Cube) -> str:
        waiting = [each for each in self._near if each.policy.state is State.REPORT_ONLY]
        names = [each.policy.name for each in waiting if _touches(each.enforces, hole)]
        if not names:
            return ""
        return f" Only report-only policies cover it: {listing(names)}."


def _stranger(id: str) -> str:
    return f"Policies name user {id}, who is not in the directory."


def _touches(cubes: tuple[Cube, ...], hole: Cube) -> bool:
    return any(meet(cube, hole) is not None for cube in cubes)


def _apart(cube: Cube, hole: Cube) -> list[str]:
    """Return the parts in which a cube and a hole share nothing."""
    apart = (axis for axis, mask in cube.items() if axis in hole and not hole[axis] & mask)
    return sorted({part_of(axis) for axis in apart})
