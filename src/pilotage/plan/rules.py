"""The hard constraints of a problem one by one: drop some, keep some, say each in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pilotage.plan.problem import RESOURCES, WORDS, Before, Blackouts, Ints, Problem, Sets

NAMED = 3
"""So many units are named before the rest is only counted."""


@dataclass(frozen=True)
class Rule:
    """One constraint, or several of one kind.

    ``at`` holds numbers of units (pin, ready), of rows (freeze, before), of sets (together) or
    of the resource (capacity); it is empty for the deadline and the limits of the pilot.
    """

    kind: str
    at: tuple[int, ...] = ()

    def singles(self) -> list[Rule]:
        """Return the rule as rules about one thing each."""
        return [Rule(self.kind, (one,)) for one in self.at]


def rules_of(problem: Problem) -> list[Rule]:
    """Return every rule that forbids something; those of one kind and figure in one."""
    found = [Rule("capacity", (at,)) for at in range(len(RESOURCES)) if _limits(problem, at)]
    found += _by_value("pin", problem.units.pin, above=-1)
    found += _by_value("ready", problem.units.ready_day, above=int(problem.waves.day[0]))
    found += [Rule("freeze", (row,)) for row in range(len(problem.blackouts.first))]
    if 0 <= problem.deadline_day < problem.waves.day[-1]:
        found.append(Rule("deadline"))
    if len(problem.together):
        found.append(Rule("together", tuple(range(len(problem.together)))))
    if len(problem.before.u):
        found.append(Rule("before", tuple(range(len(problem.before.u)))))
    return found + list(_pilot_rules(problem))


def only(problem: Problem, rules: Sequence[Rule]) -> Problem:
    """Return the problem with these constraints and no others."""
    at = {kind: _numbers(rules, kind) for kind in {rule.kind for rule in rules}}
    nothing = np.zeros(0, np.int64)
    units, cover = problem.units, problem.cover
    cap = np.full_like(problem.waves.cap, np.inf)
    held = at.get("capacity", nothing)
    cap[:, held] = problem.waves.cap[:, held]
    keeps = at.keys()
    return replace(
        problem,
        waves=replace(problem.waves, cap=cap),
        units=replace(
            units,
            pin=_kept(units.pin, at.get("pin", nothing), -1),
            ready_day=_kept(units.ready_day, at.get("ready", nothing), 0),
        ),
        together=_sets(problem.together, at.get("together", nothing)),
        before=_orders(problem.before, at.get("before", nothing)),
        blackouts=_freezes(problem.blackouts, at.get("freeze", nothing)),
        deadline_day=problem.deadline_day if "deadline" in keeps else -1,
        cover=replace(
            cover,
            min_users=cover.min_users if "pilot least" in keeps else 0.0,
            max_users=cover.max_users if "pilot most" in keeps else np.inf,
            forbid_flags=cover.forbid_flags if "pilot flags" in keeps else 0,
            max_risk=cover.max_risk if "pilot risk" in keeps else np.inf,
        ),
    )


def words(problem: Problem, rule: Rule) -> str:
    """Return the rule as a sentence with its figures."""
    says = {"capacity": _capacity, "pin": _pin, "ready": _ready, "freeze": _freeze}
    says |= {"deadline": _deadline, "together": _together, "before": _before}
    return says.get(rule.kind, _pilot)(problem, rule)


def names(problem: Problem, units: Sequence[int] | Ints) -> str:
    """Return the first of the units by id, and how many there are besides."""
    first = ", ".join(problem.units.id[unit] for unit in units[:NAMED])
    return first if len(units) <= NAMED else f"{first} and {len(units) - NAMED} more"


def _limits(problem: Problem, resource: int) -> bool:
    return bool(np.isfinite(problem.waves.cap[:, resource]).any())


def _by_value(kind: str, column: Ints, *, above: int) -> list[Rule]:
    values = np.unique(column[column > above])
    return [Rule(kind, tuple(np.flatnonzero(column == value).tolist())) for value in values]


def _pilot_rules(problem: Problem) -> Iterator[Rule]:
    cover = problem.cover
    if problem.waves.pilot < 0:
        return
    if cover.min_users > 0:
        yield Rule("pilot least")
    if np.isfinite(cover.max_users):
        yield Rule("pilot most")
    if cover.forbid_flags:
        yield Rule("pilot flags")
    if (problem.units.risk > cover.max_risk).any():
        yield Rule("pilot risk")


def _numbers(rules: Sequence[Rule], kind: str) -> Ints:
    found = [number for rule in rules if rule.kind == kind for number in rule.at]
    return np.array(sorted(found), np.int64)


def _kept(column: Ints, at: Ints, otherwise: int) -> Ints:
    kept = np.full_like(column, otherwise)
    kept[at] = column[at]
    return kept


def _sets(sets: Sets, at: Ints) -> Sets:
    members = [sets[number] for number in at]
    ptr = np.cumsum([0, *(len(one) for one in members)])
    return Sets(ptr, np.concatenate([np.zeros(0, np.int64), *members]))


def _orders(before: Before, at: Ints) -> Before:
    return Before(before.u[at], before.v[at], before.gap[at])


def _freezes(blackouts: Blackouts, at: Ints) -> Blackouts:
    return Blackouts(blackouts.dept[at], blackouts.first[at], blackouts.last[at])


def _capacity(problem: Problem, rule: Rule) -> str:
    cap, load = problem.waves.cap[:, rule.at[0]], problem.units.load[:, rule.at[0]]
    word = WORDS[RESOURCES[rule.at[0]]]
    bounded = cap[np.isfinite(cap)]
    least, most = f"{bounded.min():g}", f"{bounded.max():g}"
    says = f"a wave holds {least if least == most else f'{least} to {most}'} {word}, "
    says += (
        f"all {len(cap)} waves together {cap.sum():g}"
        if len(bounded) == len(cap)
        else f"{len(cap) - len(bounded)} of {len(cap)} waves are unbounded"
    )
    says += f"; {load.sum():g} {word} are to be moved"
    largest = int(load.argmax())
    if load[largest] > cap.min():
        says += f", {load[largest]:g} of them with {problem.units.id[largest]}"
    return says


def _pin(problem: Problem, rule: Rule) -> str:
    wave = int(problem.units.pin[rule.at[0]])
    verb = "is" if len(rule.at) == 1 else "are"
    day = problem.waves.day[wave]
    return f"{names(problem, rule.at)} {verb} pinned to wave {wave} (day {day})"


def _ready(problem: Problem, rule: Rule) -> str:
    verb = "is" if len(rule.at) == 1 else "are"
    day = problem.units.ready_day[rule.at[0]]
    last = problem.waves.day[-1]
    who = f"{names(problem, rule.at)} {verb} not ready before day {day}"
    return f"{who}; the last wave is on day {last}"


def _freeze(problem: Problem, rule: Rule) -> str:
    blackouts, row = problem.blackouts, rule.at[0]
    dept = str(blackouts.dept[row])
    count = int((problem.units.dept == dept).sum())
    return (
        f"{dept or 'no department'} ({count} units) is frozen"
        f" from day {blackouts.first[row]} to day {blackouts.last[row]}"
    )


def _deadline(problem: Problem, rule: Rule) -> str:
    day = problem.waves.day
    left = int((day <= problem.deadline_day).sum())
    return (
        f"nothing moves after the deadline on day {problem.deadline_day},"
        f" which leaves {left} of {len(day)} waves"
    )


def _together(problem: Problem, rule: Rule) -> str:
    if len(rule.at) > 1:
        return f"{len(rule.at)} sets of units must each share a wave"
    members = problem.together[rule.at[0]]
    users, gb, tickets = problem.units.load[members].sum(axis=0)
    return (
        f"{names(problem, members)} must share a wave"
        f" ({users:g} people, {gb:g} GB, {tickets:g} tickets together)"
    )


def _before(problem: Problem, rule: Rule) -> str:
    if len(rule.at) > 1:
        return f"{len(rule.at)} units must move before others"
    before, row = problem.before, rule.at[0]
    first, then = problem.units.id[before.u[row]], problem.units.id[before.v[row]]
    gap = int(before.gap[row])
    how = f"at least {gap} waves after" if gap else "no earlier than"
    return f"{then} moves {how} {first}"


def _pilot(problem: Problem, rule: Rule) -> str:
    cover, units = problem.cover, problem.units
    flagged = int((units.flags & cover.forbid_flags != 0).sum())
    risky = int((units.risk > cover.max_risk).sum())
    return {
        "pilot least": f"the pilot needs at least {cover.min_users:g} people",
        "pilot most": f"the pilot takes at most {cover.max_users:g} people",
        "pilot flags": f"the pilot takes none of the {flagged} flagged units"
        " (VIP, legacy sign-in or blocked, as asked)",
        "pilot risk": f"the pilot takes none of the {risky} units with a risk"
        f" above {cover.max_risk:g}",
    }[rule.kind]
