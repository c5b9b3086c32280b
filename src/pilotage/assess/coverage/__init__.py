"""Who is really covered by a set of Conditional Access policies together, and where the holes are.

Whether a policy exists is one question, and the public baselines ask it. Here each enforced
policy is a region of sign-ins (person, application, platform, place, client, device, risk, flow) in
which nobody gets through without the control that is asked for. Two regions that complete each
other are coverage, a wide one with a hole is not. What a policy says in words that we do not
know is neither: it makes the answer unknown, unless other policies cover the same region anyway.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from pilotage.assess.coverage.cubes import EVERYTHING, Cube, grown, left, meets, within
from pilotage.assess.coverage.directory import WHO
from pilotage.assess.coverage.grants import CONCERNS, Control, without
from pilotage.assess.coverage.policy import EXCUSED, Policy
from pilotage.assess.coverage.reasons import Reasons
from pilotage.assess.coverage.regions import parts
from pilotage.assess.coverage.scene import Scene, scene
from pilotage.assess.coverage.scope import cubes_of, either
from pilotage.facts.snapshot import Snapshot

MOST_HOLES = 50
MOST_PIECES = 400
"""Of more pieces than this only the largest are grown into holes; the count is not affected."""


@dataclass(frozen=True)
class Hole:
    """A region of sign-ins that nothing covers; what is free says ``any``.

    ``certain`` is false where it may be covered, for all we know; ``why`` tells.
    """

    who: str
    app: str
    platform: str
    location: str
    client: str
    device: str
    sign_in_risk: str
    user_risk: str
    insider_risk: str
    flow: str
    why: str
    certain: bool = True


@dataclass(frozen=True)
class Coverage:
    """The answer for one control.

    ``covered`` is None where it cannot be told. ``users_uncovered`` counts users of the
    directory for whom there is a certain hole, ``users_unknown`` those for whom there may be one;
    both are None where users are not known one by one. ``holes`` come largest first, at most 50;
    ``complete`` says that no hole is missing from the search. ``alone`` names the policies that
    cover everything by themselves, as the public baselines want. ``notes`` are sentences.
    """

    control: Control
    covered: bool | None
    holes: tuple[Hole, ...]
    users_uncovered: int | None
    users_unknown: int | None
    complete: bool
    alone: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def coverage(
    snapshot: Snapshot,
    control: Control,
    *,
    more: Iterable[Policy] = (),
    roles: Iterable[str] = (),
    action: str = "",
) -> Coverage:
    """Decide whether the policies of ``snapshot`` enforce ``control``, and for whom they do not.

    ``roles`` narrow the question to those who hold one of them, by template id; ``action`` asks
    about a user action or authentication context instead of all applications. ``more`` are
    policies that are not in the snapshot.
    """
    wanted = [role.lower() for role in roles]
    actions = [action.lower()] if action else []
    laid = scene(snapshot, more=more, roles=wanted, actions=actions)
    return covered_in(laid, control, roles=wanted, actions=actions)


def covered_in(
    laid: Scene, control: Control, *, roles: Sequence[str] = (), actions: Sequence[str] = ()
) -> Coverage:
    """Decide as ``coverage`` does, on policies that are already laid out."""
    starts = _starts(laid, control, roles, actions)
    possible = laid.covers(laid.enforced, without(control), sure=False)
    certain = laid.covers(laid.enforced, without(control), sure=True)
    known = _known(laid, starts)
    holes = left(known, possible, laid.full)
    doubts = left(starts, certain, laid.full)
    covered = False if holes.cubes else True if doubts.complete and not doubts.cubes else None
    reasons = Reasons(laid, control)
    if covered is None:
        unclear = _largest(laid, doubts.cubes, certain, starts)
        shown = [_hole(laid, control, cube, reasons.doubt(cube), False) for cube in unclear]
    else:
        found = _largest(laid, holes.cubes, possible, known)
        shown = [_hole(laid, control, cube, reasons.of(cube), True) for cube in found]
    return Coverage(
        control,
        covered,
        tuple(shown),
        _users(laid, known, possible),
        _users(laid, known, certain),
        holes.complete and doubts.complete,
        tuple(_alone(laid, control, starts)) if covered else (),
        reasons.notes(),
    )


def _alone(laid: Scene, control: Control, starts: Sequence[Cube]) -> Iterator[str]:
    """Yield the policies that need no other, save what is registered as left out."""
    excused = [policy for policy in laid.enforced if policy.id == EXCUSED]
    for policy in laid.enforced:
        covers = laid.covers([policy, *excused], without(control), sure=True)
        if policy.id != EXCUSED and not left(starts, covers, laid.full).cubes:
            yield policy.name


def _starts(
    laid: Scene, control: Control, roles: Sequence[str], actions: Sequence[str]
) -> list[Cube]:
    """Return the sign-ins that the question is about."""
    target = {laid.resources.axis.name: laid.resources.of(*actions)}
    holders = cubes_of(either(*(laid.people.role(role) for role in roles)))
    return meets([CONCERNS[control]], [target], holders if roles else [EVERYTHING])


def _known(laid: Scene, starts: Sequence[Cube]) -> list[Cube]:
    """Return the sign-ins of people of whom it is certain that they are there and are meant."""
    if laid.directory is None:
        return list(starts)
    if not laid.directory.known:
        return []
    certain = [start for start in starts if not laid.directory.open & start.keys()]
    return meets(certain, [{WHO: laid.directory.known}])


def _users(laid: Scene, starts: Sequence[Cube], covers: Sequence[Cube]) -> int | None:
    if laid.directory is None:
        return None
    reached = left(starts, covers, laid.full, once=WHO).cubes
    everyone = laid.full[WHO]
    mask = 0
    for cube in reached:
        mask |= cube.get(WHO, everyone)
    return laid.directory.count(mask & laid.directory.known)


def _largest(
    laid: Scene, pieces: Sequence[Cube], covers: Sequence[Cube], starts: Sequence[Cube]
) -> list[Cube]:
    """Return few large holes that together hold every piece, the largest first."""

    def size(cube: Cube) -> float:
        return prod(_share(laid, axis, mask) for axis, mask in cube.items())

    def home(piece: Cube) -> Cube:
        return next(start for start in starts if within(piece, start, laid.full))

    widest = sorted(pieces, key=size, reverse=True)[:MOST_PIECES]
    whole = [grown(piece, covers, laid.full, home(piece)) for piece in widest]
    whole.sort(key=lambda cube: (len(cube), -size(cube), sorted(cube.items())))
    kept: list[Cube] = []
    for cube in sorted(whole, key=size, reverse=True):
        inside_one = any(within(cube, other, laid.full) for other in kept)
        if not inside_one and left([cube], kept, laid.full).cubes:
            kept.append(cube)
        if len(kept) == MOST_HOLES:
            break
    return kept


def _share(laid: Scene, axis: str, mask: int) -> float:
    return mask.bit_count() / laid.full[axis].bit_count()


def _hole(laid: Scene, control: Control, cube: Cube, why: str, certain: bool) -> Hole:
    return Hole(**parts(laid, cube, CONCERNS[control]), why=why, certain=certain)
