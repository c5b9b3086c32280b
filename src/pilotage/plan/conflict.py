"""When there is no plan: a smallest set of constraints that cannot hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pilotage.plan.feasible import possible
from pilotage.plan.problem import Problem
from pilotage.plan.relax import Relaxation, relaxations, without
from pilotage.plan.rules import Rule, only, rules_of, words

CHECKS = 400
"""So many times at most the question is asked whether a plan exists."""

SINGLED = 12
"""A rule about many units is told unit by unit if at most so many of them matter."""

WORK = 5.0
"""Bound of one such question, in the exact solver's own measure."""

DROPPED = 6
"""So many rules are given up at most."""

LIGHTEST = (
    "pilot least", "pilot most", "pilot flags", "pilot risk", "ready", "freeze", "before",
    "together", "pin", "capacity", "deadline",
)  # fmt: skip
"""The kinds of rule in the order in which we would rather do without them."""

Clashes = Callable[[Sequence[Rule]], bool]


@dataclass(frozen=True)
class Conflict:
    """There is no plan.

    ``rules`` cannot hold together and all but any one of them can; ``says`` puts each in words.
    ``proven`` is False if no plan was found although none of the checks rules one out; then
    ``rules`` are all there are.
    """

    rules: tuple[Rule, ...]
    says: tuple[str, ...]
    relaxations: tuple[Relaxation, ...] = ()
    proven: bool = True


def conflict_of(problem: Problem) -> Conflict:
    """Return why no plan exists; ``problem`` must have none."""
    smallest = smallest_clash(problem)
    if not smallest:
        return unproven(problem)
    ways = relaxations(problem, smallest) or _all_at_once(problem, smallest)
    says = tuple(words(problem, rule) for rule in smallest)
    return Conflict(tuple(smallest), says, tuple(ways))


def smallest_clash(problem: Problem) -> list[Rule]:
    """Return a smallest set of rules that cannot hold together; empty if none is proven."""
    clashes = _oracle(problem)
    rules = rules_of(problem)
    if not clashes(rules):
        return []
    smallest = _smallest(rules, clashes)
    for rule in list(smallest):
        if len(rule.at) > 1:
            others = [other for other in smallest if other is not rule]
            singles = _smallest(rule.singles(), clashes, others)
            if len(singles) <= SINGLED:
                smallest = others + singles
    return rules_in_order(smallest)


def _all_at_once(problem: Problem, smallest: Sequence[Rule]) -> list[Relaxation]:
    """Return what to do without where several sets of rules clash, and no one change helps."""
    dropped: list[Rule] = []
    left, clash = rules_of(problem), list(smallest)
    while clash and len(dropped) < DROPPED:
        dropped.append(min(clash, key=lambda rule: (LIGHTEST.index(rule.kind), rule.at)))
        left = list(without(left, dropped[-1]))
        clash = smallest_clash(only(problem, left))
    if not _exists(problem, left):
        return []
    for rule in list(dropped):
        if _exists(problem, [*left, rule]):
            left.append(rule)
            dropped.remove(rule)
    says = "; and ".join(words(problem, rule) for rule in dropped)
    says = f"do without all of these: {says}"
    return [Relaxation("drop", says, len(dropped), float(len(dropped)))]


def _exists(problem: Problem, rules: Sequence[Rule]) -> bool:
    return possible(only(problem, rules), WORK).exists is True


def unproven(problem: Problem) -> Conflict:
    """Return the answer for a problem that neither a plan nor a proof was found for."""
    rules = rules_of(problem)
    says = "no plan was found with this effort, and no proof that there is none; more effort or"
    return Conflict(
        tuple(rules),
        (f"{says} more room may find one", *(words(problem, rule) for rule in rules)),
        tuple(relaxations(problem, rules)),
        proven=False,
    )


def rules_in_order(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules sorted by kind and by what they are about."""
    return sorted(rules, key=lambda rule: (rule.kind, rule.at))


def _oracle(problem: Problem) -> Clashes:
    left = CHECKS

    def clashes(rules: Sequence[Rule]) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and possible(only(problem, rules), WORK).exists is False

    return clashes


def _smallest(
    rules: Sequence[Rule], clashes: Clashes, given: Sequence[Rule] = (), *, fresh: bool = False
) -> list[Rule]:
    """Return a smallest part of ``rules`` that clashes with ``given``, by halving (QuickXplain).

    See https://cdn.aaai.org/AAAI/2004/AAAI04-027.pdf. ``fresh`` says that ``given`` has grown
    since it was last asked about.
    """
    if fresh and clashes(given):
        return []
    if len(rules) == 1:
        return list(rules)
    half = len(rules) // 2
    front, back = list(rules[:half]), list(rules[half:])
    needed_back = _smallest(back, clashes, [*given, *front], fresh=bool(front))
    needed_front = _smallest(front, clashes, [*given, *needed_back], fresh=bool(needed_back))
    return [*needed_front, *needed_back]
