"""Judge a gate: each criterion is passed, failed, unknown, stale or waived. Unknown is open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pilotage.coordinate.case import Case
from pilotage.coordinate.measures import measured
from pilotage.coordinate.rules import CriterionRule, GateRule
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.posture import worst

PASSED, FAILED, UNKNOWN, STALE, WAIVED = "passed", "failed", "unknown", "stale", "waived"
CLOSED = frozenset({PASSED, WAIVED})


@dataclass(frozen=True)
class Judged:
    """One criterion: its state, what was needed and found, how that is known and since when.

    ``tightened`` says that the tight threshold counts and what the usual one is.
    """

    rule: CriterionRule
    state: str
    needed: str
    found: str = ""
    says: str = ""
    basis: str = "computed"
    at: datetime | None = None
    tightened: str = ""
    checks: tuple[str, ...] = ()

    @property
    def open(self) -> bool:
        """Tell whether it stands in the way."""
        return self.state not in CLOSED


@dataclass(frozen=True)
class Standing:
    """All criteria of one gate, judged."""

    criteria: tuple[Judged, ...]
    tight_because: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Judged, ...]:
        """Return what stands in the way."""
        return tuple(each for each in self.criteria if each.open)

    @property
    def tightened(self) -> tuple[Judged, ...]:
        """Return the criteria that ask for more because margin is small."""
        return tuple(each for each in self.criteria if each.tightened)

    def count(self, *states: str) -> int:
        """Return how many criteria are in one of the states."""
        return sum(each.state in states for each in self.criteria)


def judge(gate: GateRule, name: str, case: Case) -> Standing:
    """Return every criterion of the gate called ``name`` as it stands."""
    criteria = tuple(_waived(_judged(rule, gate, name, case), name, case) for rule in gate.criteria)
    return Standing(criteria, case.margin.tight_because)


def _judged(rule: CriterionRule, gate: GateRule, name: str, case: Case) -> Judged:
    needed = rule.needed(case.margin.tight)
    if not rule.checks and not rule.measure:
        return _attested(rule, name, needed, case)
    tightened = rule.needed(False) if case.margin.tight and rule.tight is not None else ""
    about = [each for each in case.findings if _concerns(rule, each)]
    state, says = _of_checks(rule, about)
    found = ""
    if rule.measure:
        number = measured(rule.measure, case)
        found = "" if number.value is None else f"{number.value:.4g} {rule.unit}".strip()
        state = _worse(state, _of_number(rule, number.value, case.margin.tight))
        says = " ".join(filter(None, (number.says, says)))
    at = _since(about, case)
    if state == PASSED and case.now - at > gate.max_age:
        state, says = STALE, f"Older than {gate.max_age.total_seconds() / 3600:g} h. {says}"
    basis = about[0].basis.value if about else "computed"
    return Judged(rule, state, needed, found, says, basis, at, tightened, rule.checks)


def _concerns(rule: CriterionRule, finding: Finding) -> bool:
    return finding.check in rule.checks and finding.applies and rule.side in ("", finding.side)


def _of_checks(rule: CriterionRule, about: list[Finding]) -> tuple[str, str]:
    """Return the state that the checks give, and what the worst of them says."""
    if not rule.checks:
        return PASSED, ""
    outcome = worst(about)
    missing = set(rule.checks) - {each.check for each in about}
    if missing and outcome is Outcome.PASSED:
        return UNKNOWN, f"Not judged: {', '.join(sorted(missing))}."
    same = [each.says for each in about if each.outcome is outcome]
    more = f" And {len(same) - 1} more." if len(same) > 1 and outcome is not Outcome.PASSED else ""
    words = {Outcome.PASSED: PASSED, Outcome.FAILED: FAILED}
    return words.get(outcome, UNKNOWN), (same[0] + more if same else "No check answers this yet.")


def _of_number(rule: CriterionRule, value: float | None, tight: bool) -> str:
    if value is None:
        return UNKNOWN
    limit = rule.limit(tight)
    if limit is None:
        return PASSED if value else FAILED
    return PASSED if (value <= limit if rule.most else value >= limit) else FAILED


def _worse(one: str, other: str) -> str:
    return next(state for state in (FAILED, UNKNOWN, PASSED) if state in (one, other))


def _since(about: list[Finding], case: Case) -> datetime:
    """Return how old the oldest thing is that the criterion rests on."""
    sides = {each.side for each in about} & case.read_at.keys()
    return min([case.judged_at, *(case.read_at[side] for side in sides)])


def _attested(rule: CriterionRule, name: str, needed: str, case: Case) -> Judged:
    """Judge what nothing measures: a named person may attest it by the id of the criterion."""
    today = case.now.date()
    said = [
        each
        for each in case.agreed.attestation
        if each.check == rule.id
        and each.subject in ("", name)
        and each.signed_on <= today <= each.expires_on
    ]
    if not said:
        says = f"Nothing measures this yet; attest it as {rule.id}."
        return Judged(rule, UNKNOWN, needed, says=says, basis="unknown")
    says = f"{said[-1].who}: {said[-1].says}"
    return Judged(rule, PASSED, needed, "yes", says, basis="attested")


def _waived(judged: Judged, name: str, case: Case) -> Judged:
    """Return the criterion as waived where somebody carries the risk of missing it."""
    if not judged.open or not judged.rule.waivable:
        return judged
    for waiver in case.waivers:
        mine = (waiver.gate, waiver.criterion) == (name, judged.rule.id)
        if mine and waiver.counts(case.now.date()):
            says = f"Waived by {waiver.who} until {waiver.expires_on}: {waiver.why}"
            return replace(judged, state=WAIVED, says=says, basis="attested")
    return judged
