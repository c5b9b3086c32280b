"""What would make a problem feasible: cheapest first, each checked by solving again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pilotage.plan.feasible import possible
from pilotage.plan.problem import RESOURCES, WORDS, Problem, Waves
from pilotage.plan.rules import Rule, only, rules_of, words

WEEK = 7
"""Days between waves where the problem has only one."""

TRIED_ALONE = 12
"""So many waves at most are tried when one alone is to hold more."""

MORE_WAVES = 6
"""So many waves are added at most."""

WORK = 5.0
"""Bound of one check, in the exact solver's own measure."""


@dataclass(frozen=True)
class Relaxation:
    """One change after which a plan exists.

    ``kind`` is add_wave, move_deadline, raise_capacity (of every wave), raise_wave (of one) or
    drop; ``amount`` is waves, days or units of the resource; ``price`` compares relaxations,
    smaller is less of a change.
    """

    kind: str
    says: str
    amount: float
    price: float


def relaxations(problem: Problem, rules: Sequence[Rule]) -> list[Relaxation]:
    """Return verified relaxations of a problem whose ``rules`` clash, the cheapest first."""
    kinds = {rule.kind for rule in rules}
    found = [*_more_capacity(problem, rules), *_more_in_one_wave(problem, rules)]
    found += _later_deadline(problem, kinds)
    found += [*_more_waves(problem), *_dropped(problem, rules)]
    return sorted(found, key=lambda one: (one.price, one.says))


def _works(problem: Problem) -> bool:
    return possible(problem, WORK).exists is True


def _more_capacity(problem: Problem, rules: Sequence[Rule]) -> Iterator[Relaxation]:
    for rule in rules:
        if rule.kind != "capacity":
            continue
        resource = rule.at[0]
        most = int(np.ceil(problem.units.load[:, resource].sum()))
        if not _works(_raised(problem, resource, most)):
            continue
        least = _least(problem, resource, most)
        usual, word = _usual(problem, resource), WORDS[RESOURCES[resource]]
        yield Relaxation(
            "raise_capacity",
            f"raise what each wave holds by {least} {word} (usually {usual:g} now)",
            least,
            least / max(usual, 1.0),
        )


def _more_in_one_wave(problem: Problem, rules: Sequence[Rule]) -> Iterator[Relaxation]:
    """Yield, per capacity that clashes, the smallest raise of the last wave that is enough."""
    for resource in (rule.at[0] for rule in rules if rule.kind == "capacity"):
        most = int(np.ceil(problem.units.load[:, resource].sum()))
        finite = np.flatnonzero(np.isfinite(problem.waves.cap[:, resource]))
        if len(finite) <= 1:
            continue
        waves = finite[::-1][:TRIED_ALONE].tolist()
        wave = next((one for one in waves if _works(_raised(problem, resource, most, one))), None)
        if wave is None:
            continue
        least = _least(problem, resource, most, wave)
        now = problem.waves.cap[wave, resource]
        says = f"raise what wave {wave} alone holds by {least}, from {now:g} to {now + least:g}"
        price = least / max(_usual(problem, resource), 1.0)
        yield Relaxation("raise_wave", f"{says} {WORDS[RESOURCES[resource]]}", least, price)


def _usual(problem: Problem, resource: int) -> float:
    cap = problem.waves.cap[:, resource]
    return float(np.median(cap[np.isfinite(cap)]))


def _least(problem: Problem, resource: int, most: int, wave: int | None = None) -> int:
    """Return the smallest whole raise that works, between 1 and ``most``, which works."""
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        works = _works(_raised(problem, resource, middle, wave))
        low, high = (low, middle) if works else (middle, high)
    return high


def _raised(problem: Problem, resource: int, by: float, wave: int | None = None) -> Problem:
    """Return the problem in which one wave holds more, or each where none is named."""
    cap = problem.waves.cap.copy()
    cap[slice(None) if wave is None else wave, resource] += by
    return replace(problem, waves=replace(problem.waves, cap=cap))


def _later_deadline(problem: Problem, kinds: set[str]) -> Iterator[Relaxation]:
    if "deadline" not in kinds:
        return
    for day in np.unique(problem.waves.day[problem.waves.day > problem.deadline_day]).tolist():
        if _works(replace(problem, deadline_day=day)):
            days = day - problem.deadline_day
            says = f"move the deadline by {days} days, from day {problem.deadline_day} to day {day}"
            yield Relaxation("move_deadline", says, days, days / max(problem.deadline_day, WEEK))
            return


def _more_waves(problem: Problem) -> Iterator[Relaxation]:
    for count in range(1, MORE_WAVES + 1):
        waves = _longer(problem.waves, count)
        last = int(waves.day[-1])
        late = 0 <= problem.deadline_day < last
        longer = replace(problem, waves=waves, deadline_day=last if late else problem.deadline_day)
        if _works(longer):
            says = f"add {count} wave{'s' if count > 1 else ''}, the last on day {last}"
            says += f" ({last - problem.deadline_day} days after the deadline)" if late else ""
            price = count / problem.waves.k + (1.0 if late else 0.0)
            yield Relaxation("add_wave", says, count, price)
            return


def _longer(waves: Waves, count: int) -> Waves:
    """Return the waves with more like the last one at their end, in the usual rhythm."""
    steps = np.diff(waves.day)
    step = max(int(np.median(steps)), 1) if len(steps) else WEEK
    day = np.concatenate([waves.day, waves.day[-1] + step * np.arange(1, count + 1)])
    return replace(
        waves, day=day, cap=np.concatenate([waves.cap, np.repeat(waves.cap[-1:], count, axis=0)])
    )


def _dropped(problem: Problem, rules: Sequence[Rule]) -> Iterator[Relaxation]:
    for rule in rules:
        if rule.kind in ("capacity", "deadline"):
            continue
        if _works(only(problem, list(without(rules_of(problem), rule)))):
            says = f"do without this: {words(problem, rule)}"
            yield Relaxation("drop", says, len(rule.at), 1.0 + len(rule.at) / problem.n)


def without(rules: Sequence[Rule], dropped: Rule) -> Iterator[Rule]:
    """Yield the rules with one left out, also where it is part of a rule about several."""
    for rule in rules:
        if rule.kind != dropped.kind:
            yield rule
        elif left := tuple(at for at in rule.at if at not in set(dropped.at)):
            yield replace(rule, at=left)
