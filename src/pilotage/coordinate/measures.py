"""The numbers that criteria ask for; None where nothing is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta

from pilotage.coordinate import roster
from pilotage.coordinate.case import Case, WaveCase
from pilotage.facts.clock import zone_named
from pilotage.facts.finding import Area, Outcome, Severity

SIDES = ("source", "target")
MOST_NAMES = 5


@dataclass(frozen=True)
class Measured:
    """A number with a sentence about it; ``value`` None is not known."""

    value: float | None
    says: str = ""


def measured(name: str, case: Case) -> Measured:
    """Return what the measure of that name finds; ``name:of`` looks at ``of``."""
    name, _, of = name.partition(":")
    if name == "item":
        return _item(case.wave, of)
    if name == "days_since":
        return _days_since(case, of)
    return MEASURES[name](case)


def _outcomes(case: Case) -> Measured:
    targets = case.agreed.migration.targets
    whole = [each for each in targets if each.baseline.strip() and each.target.strip()]
    lacking = [f"{each.outcome} (no {_lacks(each)})" for each in targets if each not in whole]
    named = {each.outcome for each in targets}
    lacking += [
        f"{each} (not measured)" for each in case.agreed.migration.outcomes if each not in named
    ]
    says = f"Missing: {'; '.join(lacking)}." if lacking else ""
    return Measured(len(whole), says or ("" if whole else "No outcome was named."))


def _lacks(target: object) -> str:
    return "baseline" if not getattr(target, "baseline", "") else "goal"


def _sides_read(case: Case) -> Measured:
    missing = [side for side in SIDES if side not in case.read_at]
    return Measured(2 - len(missing), f"Not read: {', '.join(missing)}." if missing else "")


def _areas_assessed(case: Case) -> Measured:
    unknown = case.areas_unknown
    says = f"Not assessed: {_few(unknown)}." if unknown else ""
    return Measured(len(Area) - len(unknown), says)


def _gaps_undecided(case: Case) -> Measured:
    if case.gaps_undecided is None:
        return Measured(None, "Nobody looked for gaps yet.")
    says = f"Undecided: {_few(case.gaps_undecided)}." if case.gaps_undecided else ""
    return Measured(len(case.gaps_undecided), says)


def _people_ready(case: Case) -> Measured:
    wave = case.wave
    if wave is None or not sum(wave.states.values()):
        return Measured(None, "Nobody of this wave was judged.")
    good = wave.states.get("ready", 0) + wave.excused
    counted = sum(wave.states.values())
    states = (("not ready", "not_ready"), ("unknown", "unknown"))
    open_ = [f"{wave.states[key]} {word}" for word, key in states if wave.states.get(key)]
    more = f"; {', '.join(open_)}" if open_ else ""
    return Measured(100 * good / counted, f"{good} of {counted} people{more}.")


def _people_excused(case: Case) -> Measured:
    wave = case.wave
    if wave is None or not sum(wave.states.values()):
        return Measured(None, "Nobody of this wave was judged.")
    return Measured(100 * wave.excused / sum(wave.states.values()), f"{wave.excused} excused.")


def _item(wave: WaveCase | None, item: str) -> Measured:
    """Return the share of people of the wave who are ready in one item, in percent."""
    counts = (
        {}
        if wave is None
        else {state: count for (name, state), count in wave.items.items() if name == item}
    )
    if not (total := sum(counts.values())):
        return Measured(None, "Nobody of this wave was looked at.")
    ready = counts.get("ready", 0)
    unknown = f"; {counts['unknown']} unknown" if counts.get("unknown") else ""
    return Measured(100 * ready / total, f"{ready} of {total} people{unknown}.")


def _reach(case: Case) -> Measured:
    """Return the reach of the message that reached the fewest people, in percent."""
    sent = [each for each in case.agreed.message if each.sent_on]
    known = [each for each in sent if each.reached_percent is not None]
    if not known or len(known) < len(sent):
        return Measured(None, "No message was sent, or its reach was not counted.")
    least = min(known, key=lambda each: each.reached_percent or 0.0)
    return Measured(least.reached_percent, f"{least.title} ({len(sent)} messages sent).")


def _cuts_unplanned(case: Case) -> Measured:
    cuts = case.wave.cuts_unplanned if case.wave else None
    if cuts is None:
        return Measured(None, "There is no plan yet.")
    return Measured(len(cuts), f"Without a plan: {_few(cuts)}." if cuts else "")


def _relaxations_open(case: Case) -> Measured:
    """Return how many temporary relaxations are left, registered or not."""
    if case.relaxations_open is None:
        return Measured(None, "What the tenants leave open was not read.")
    names = case.relaxations_open
    return Measured(len(names), f"Open: {_few(names)}." if names else "")


def _critical_findings(case: Case) -> Measured:
    """Return how many critical controls of the target are open and carried by nobody."""
    today = case.now.date()
    carried = {
        (each.check, each.side) for each in case.agreed.deviation if each.expires_on >= today
    }
    critical = [
        each
        for each in case.findings
        if each.side == "target"
        and each.area is Area.IDENTITY
        and each.severity is Severity.CRITICAL
        and each.applies
    ]
    if not critical:
        return Measured(None, "No critical control was judged.")
    unknown = [each for each in critical if each.outcome is Outcome.NOT_ASSESSED]
    bad = [
        each
        for each in critical
        if each.outcome is not Outcome.PASSED
        and not {(each.check, ""), (each.check, each.side)} & carried
    ]
    names = ", ".join(dict.fromkeys(each.check for each in bad))
    also = f" {len(unknown)} of {len(critical)} could not be judged." if unknown else ""
    return Measured(len(bad), f"Open: {names}.{also}" if bad else "")


def _days_since(case: Case, check: str) -> Measured:
    """Return how many days ago somebody last attested a check."""
    signed = [each for each in case.agreed.attestation if each.check == check]
    if not signed:
        return Measured(None, "Nobody attested it.")
    last = max(signed, key=lambda each: each.signed_on)
    return Measured((case.now.date() - last.signed_on).days, f"{last.who}: {last.says}.")


def _window_margin(case: Case) -> Measured:
    if case.margin.window is None:
        return Measured(None, "The wave has no window, or no runbook.")
    return Measured(case.margin.window / timedelta(minutes=1))


def _roster_holes(case: Case) -> Measured:
    if case.wave is None or case.wave.window is None:
        return Measured(None, "The wave has no window yet.")
    holes = roster.gaps(case.agreed, case.wave.window)
    zone = zone_named(case.agreed.migration.time_zone) or UTC
    return Measured(roster.hours(holes), roster.told(holes, zone) + "." if holes else "")


def _wave_before(case: Case) -> Measured:
    if case.wave and case.wave.number == 0:
        return Measured(1, "There is no wave before this one.")
    return Measured(None, "Nothing measures yet how the wave before settles.")


def _few(names: tuple[str, ...] | list[str]) -> str:
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more


MEASURES: dict[str, Callable[[Case], Measured]] = {
    "outcomes": _outcomes,
    "sides_read": _sides_read,
    "areas_assessed": _areas_assessed,
    "gaps_undecided": _gaps_undecided,
    "relaxations_open": _relaxations_open,
    "people_ready": _people_ready,
    "people_excused": _people_excused,
    "reach": _reach,
    "cuts_unplanned": _cuts_unplanned,
    "critical_findings": _critical_findings,
    "window_margin": _window_margin,
    "roster_holes": _roster_holes,
    "wave_before": _wave_before,
}
"""Every measure by the name that ``gates.toml`` uses, beside ``item:...`` and ``days_since:...``.
"""
