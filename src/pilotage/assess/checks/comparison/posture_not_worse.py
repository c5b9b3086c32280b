"""No control of identity and security is worse in the target than in the source.

Why     People are promised a safer place and get a weaker one, because a policy was not rebuilt
        or an exception for the move stayed. Nobody notices until it is used.
Fix     The security lead restores the control in the target, or the sponsor accepts it as a
        deviation in engagement.toml: who carries it, why, and until when.
Source  Pilotage practice: improve, do not replicate
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import polars as pl

from pilotage.assess.comparison import findings_check
from pilotage.assess.comparison.posture import unaccepted
from pilotage.facts.finding import (
    Area,
    Basis,
    Finding,
    Outcome,
    Severity,
    failed,
    not_assessed,
    passed,
)
from pilotage.facts.posture import Change, Control, controls, worst
from pilotage.facts.situation import Situation


@findings_check("comparison.posture_not_worse", area=Area.IDENTITY, severity=Severity.HIGH)
def posture_not_worse(situation: Situation, found: Sequence[Finding]) -> Iterator[Finding]:
    """Yield one finding: the controls that are worse and that nobody carries, or none."""
    name = situation.engagement.migration.name if situation.engagement else "the migration"
    both = controls(
        (each for each in found if each.side == "source"),
        (each for each in found if each.side == "target"),
    )
    known = [each for each in both if each.change is not Change.UNKNOWN]
    open_ = unaccepted(both, situation.engagement, "target", situation.now.date())
    if open_:
        names = ", ".join(control.any.title.rstrip(".") or control.check for control in open_)
        says = f"{len(open_)} of {len(known)} controls are worse in the target: {names}."
        yield _computed(failed(name, says, _evidence(open_)))
    elif blind := [each for each in both if _may_be_worse(each)]:
        names = ", ".join(each.check for each in blind)
        yield not_assessed(name, f"{len(blind)} controls are known on one side only: {names}")
    elif not known:
        yield not_assessed(name, "no control is known both in the source and in the target")
    else:
        worse = [each for each in known if each.change is Change.WORSE]
        says = f"None of {len(known)} known controls is worse in the target"
        accepted = f"; {len(worse)} worse are carried as deviations" if worse else ""
        yield _computed(passed(name, f"{says}{accepted}.", _evidence(known)))


def _may_be_worse(control: Control) -> bool:
    """Tell whether a control that is known on one side only may have become worse."""
    pair = (worst(control.before), worst(control.after))
    unknown = Outcome.NOT_ASSESSED
    return pair in {(Outcome.PASSED, unknown), (unknown, Outcome.FAILED)}


def _computed(finding: Finding) -> Finding:
    return replace(finding, basis=Basis.COMPUTED)


def _evidence(found: Sequence[Control]) -> pl.DataFrame:
    """Return one row per control: what it was before, what it is now, and in whose words."""
    return pl.DataFrame(
        [
            (each.check, worst(each.before).value, worst(each.after).value, each.why)
            for each in found
        ],
        schema=["control", "before", "after", "why"],
        orient="row",
    )
