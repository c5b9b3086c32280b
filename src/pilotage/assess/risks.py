"""The seven standing risks: each is wired to checks, so its level moves with the findings."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources

from pydantic import TypeAdapter, ValidationError

from pilotage.facts.errors import CatalogueError
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.readiness import Level, Risk, Signal
from pilotage.facts.role import ROLES

HIGH_SHARE = 0.5
"""From this share of fired signals on, a risk is high; below it, one fired signal is medium."""

MEDIUM_SHARE = 0.25
"""From this share on a risk is medium though no signal fired: not knowing is exposure too."""


@dataclass(frozen=True)
class StandingRisk:
    """A risk that every migration has. ``signals`` are check ids, ``owner`` is a role."""

    id: str
    title: str
    family: str
    owner: str
    signals: tuple[str, ...]
    responses: tuple[str, ...]


def standing_risks(checks: Collection[str], text: str | None = None) -> tuple[StandingRisk, ...]:
    """Read ``risks.toml``, or ``text`` in its form, against the ids of all ``checks``.

    Raises:
        CatalogueError: it cannot be read, or names a check or a role that does not exist.
    """
    if text is None:
        text = resources.files(__package__).joinpath("risks.toml").read_text("utf-8")
    try:
        rows = tomllib.loads(text).get("risk", [])
        standing = TypeAdapter(tuple[StandingRisk, ...]).validate_python(rows)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise CatalogueError(f"risks.toml: {error}") from error
    for risk in standing:
        _refuse_unknown(risk, checks)
    return standing


def _refuse_unknown(risk: StandingRisk, checks: Collection[str]) -> None:
    if unknown := [signal for signal in risk.signals if signal not in checks]:
        raise CatalogueError(f"risks.toml: {risk.id} names no check: {', '.join(unknown)}")
    if risk.owner not in ROLES:
        raise CatalogueError(f"risks.toml: {risk.id} names no role: {risk.owner}")
    if not risk.signals:
        raise CatalogueError(f"risks.toml: {risk.id} has no signal, so it would never move")


def judge_risks(standing: Iterable[StandingRisk], findings: Iterable[Finding]) -> tuple[Risk, ...]:
    """Return each standing risk with its level now and the reasons for it, in their order.

    A signal fires when its check fails anywhere. One that is unknown counts as half fired: not
    looking raises exposure instead of hiding it. A deviation does not lower a risk, since
    somebody carries it; a check that does not apply says nothing about it.
    """
    by_check = _by_check(findings)
    return tuple(
        Risk(
            risk.id,
            risk.title,
            risk.family,
            risk.owner,
            _level([_fired(by_check.get(signal, [])) for signal in risk.signals]),
            _because(risk, by_check),
            risk.responses,
        )
        for risk in standing
    )


def signals_of(standing: Iterable[StandingRisk], findings: Iterable[Finding]) -> tuple[Signal, ...]:
    """Return every signal of every risk as it stands now, in the order of the risks."""
    by_check = _by_check(findings)
    return tuple(
        _signal(risk.id, check, by_check.get(check, []))
        for risk in standing
        for check in risk.signals
    )


def _signal(risk: str, check: str, findings: Sequence[Finding]) -> Signal:
    fired = _fired(findings)
    if not fired:
        return Signal(risk, check, fired)
    wanted = Outcome.FAILED if fired == 1 else Outcome.NOT_ASSESSED
    found = next((each for each in findings if each.outcome is wanted and each.applies), None)
    if found is None:
        return Signal(risk, check, fired, f"{check} was not asked.", "Read what it needs.")
    return Signal(risk, check, fired, found.says, found.fix)


def _by_check(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    by_check: dict[str, list[Finding]] = {}
    for finding in findings:
        by_check.setdefault(finding.check, []).append(finding)
    return by_check


def _fired(findings: Sequence[Finding]) -> float:
    """Return 1 for a signal that fired, 0.5 for one that is unknown, 0 for one that did not."""
    outcomes = {finding.outcome for finding in findings if finding.applies}
    if findings and not outcomes:
        return 0.0
    if Outcome.FAILED in outcomes:
        return 1.0
    return 0.0 if outcomes == {Outcome.PASSED} else 0.5


def _level(fired: list[float]) -> Level:
    share = sum(fired) / len(fired)
    if share >= HIGH_SHARE:
        return Level.HIGH
    return Level.MEDIUM if 1.0 in fired or share >= MEDIUM_SHARE else Level.LOW


def _because(risk: StandingRisk, by_check: dict[str, list[Finding]]) -> tuple[str, ...]:
    """Return one sentence per signal that is not quiet, those that fired first."""
    fired, unknown = [], []
    for signal in risk.signals:
        findings = by_check.get(signal, [])
        failing = [each for each in findings if each.outcome is Outcome.FAILED]
        open_ones = [
            each for each in findings if each.applies and each.outcome is Outcome.NOT_ASSESSED
        ]
        if failing:
            more = f" (and {len(failing) - 1} more)" if len(failing) > 1 else ""
            fired.append(f"{failing[0].says}{more}")
        elif open_ones:
            unknown.append(
                f"Not known whether this holds: {open_ones[0].title} {open_ones[0].says}"
            )
        elif not findings:
            unknown.append(f"Not known: {signal} was not asked.")
    return (*fired, *unknown)
