"""The identity posture for an executive: weak before, fixed, what remains, and who owns it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pilotage.facts.finding import Area, Outcome, Severity
from pilotage.facts.posture import Change, Control, worst
from pilotage.facts.readiness import AREA_OWNER
from pilotage.handover.material import Material
from pilotage.handover.words import holder

NAMED = 3
"""Controls named in one sentence, the most severe."""


NOT_MET, NOW_MET = "Not met", "Now met"
"""A control is named for its good state; these words say how it stands to it."""


@dataclass(frozen=True)
class Line:
    """One statement: what it is about, and the sentence."""

    about: str
    says: str


def story(controls: Sequence[Control], material: Material) -> tuple[Line, ...]:
    """Return four statements; empty where no control was asked."""
    if not controls:
        return ()
    return (
        Line("Weak before", _weak(controls)),
        Line("Fixed in the target", _fixed(controls, material)),
        Line("Remains", _remains(controls, material)),
        Line("Who owns it", _owner(controls, material)),
    )


def _weak(controls: Sequence[Control]) -> str:
    known = [each for each in controls if worst(each.before) is not Outcome.NOT_ASSESSED]
    if not known:
        return "Unknown: no control of the source could be judged."
    weak = _failed_before(known)
    if not weak:
        return f"None of the {_many(known)} known in the source."
    critical = sum(each.any.severity is Severity.CRITICAL for each in weak)
    severe = f", {critical} of them critical" if critical else ""
    return f"{len(weak)} of {_many(known)} known in the source{severe}. {_names(NOT_MET, weak)}"


def _fixed(controls: Sequence[Control], material: Material) -> str:
    if material.situation.target is None:
        return "Unknown: the target was not read."
    fixed = [each for each in controls if each.change is Change.BETTER]
    weak = _failed_before(controls)
    if not weak:
        return "Nothing that is known had to be fixed."
    return f"{len(fixed)} of {len(weak)}. {_names(NOW_MET, fixed)}".strip()


def _remains(controls: Sequence[Control], material: Material) -> str:
    if material.situation.target is None:
        return "Unknown until the target is read."
    weak = _weak_after(controls)
    known = [each for each in controls if worst(each.after) is not Outcome.NOT_ASSESSED]
    blind = len(controls) - len(known)
    says = f"{_many(weak)} weak in the target" if weak else "No known weakness in the target"
    worse = sum(each.change is Change.WORSE for each in weak)
    carried = sum(each.change is Change.SAME for each in weak)
    new = len(weak) - carried - worse
    counts = (
        (carried, "carried over"),
        (worse, "worse than before"),
        (new, "not known before"),
    )
    told = ", ".join(f"{count} {what}" for count, what in counts if count)
    parts = [
        f"{says}: {told}." if told else f"{says}.",
        _names(NOT_MET, weak),
        f"Not known in the target: {blind}." if blind else "",
    ]
    return " ".join(filter(None, parts))


def _owner(controls: Sequence[Control], material: Material) -> str:
    owner = holder(AREA_OWNER[Area.IDENTITY], material.situation.engagement)
    says = f"{owner[:1].upper()}{owner[1:]}."
    signed = [
        (each, found)
        for each in _weak_after(controls)
        for found in material.deviations(each.check, "target")
    ]
    people = ", ".join(sorted({found.who for _, found in signed}))
    count = len({each.check for each, _ in signed})
    if not count:
        return f"{says} Nobody has accepted a weakness of the target."
    return f"{says} Of the weak controls, {count} accepted until a day, by {people}."


def _failed_before(controls: Sequence[Control]) -> list[Control]:
    return [each for each in controls if worst(each.before) is Outcome.FAILED]


def _weak_after(controls: Sequence[Control]) -> list[Control]:
    return [each for each in controls if worst(each.after) is Outcome.FAILED]


def _many(controls: Sequence[Control]) -> str:
    return f"{len(controls):,} control{'s' * (len(controls) != 1)}"


def _names(lead: str, controls: Sequence[Control]) -> str:
    """Return the most severe by their good state, as a sentence; empty where there are none."""
    ordered = sorted(controls, key=lambda each: (-each.any.severity.value, each.check))
    names = [(each.any.title or each.check).rstrip(".") for each in ordered[:NAMED]]
    if not names:
        return ""
    first = ", the most severe" if len(ordered) > NAMED else ""
    return f"{lead}{first}: {'; '.join(names)}."
