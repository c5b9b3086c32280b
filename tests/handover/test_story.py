"""What an executive reads of identity and security."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from handover.sample import finding, material, situation
from harbour import tenant

from pilotage.facts.finding import Outcome, Severity
from pilotage.facts.posture import controls
from pilotage.facts.signed import Deviation
from pilotage.handover.story import story

F, P, N = Outcome.FAILED, Outcome.PASSED, Outcome.NOT_ASSESSED


def told(*pairs, target=True, engagement=None, severity=Severity.HIGH):
    """Return the story of controls a, b, c ... with these outcomes before and after."""
    both = {
        side: [
            finding(pair[place], "x.", f"identity.{name}", side=side, severity=severity)
            for name, pair in zip("abcdefgh", pairs, strict=False)
        ]
        for place, side in enumerate(("source", "target"))
    }
    world = situation(target=tenant(side="target") if target else None)
    if engagement:
        world = replace(world, engagement=engagement)
    made = material(situation=world)
    return {line.about: line.says for line in story(controls(*both.values()), made)}


def test_the_story_tells_weak_fixed_and_what_remains():
    lines = told((F, P), (F, F), (P, F), (N, F), (P, N), (F, N))

    assert lines["Weak before"] == "3 of 5 controls known in the source. Not met: A; B; F."
    assert lines["Fixed in the target"] == "1 of 3. Now met: A."
    assert lines["Remains"] == (
        "3 controls weak in the target: 1 carried over, 1 worse than before, 1 not known before. "
        "Not met: B; C; D. Not known in the target: 2."
    )


def test_the_most_severe_are_named_and_the_critical_counted():
    lines = told(*[(F, P)] * 5, severity=Severity.CRITICAL)

    assert lines["Weak before"] == (
        "5 of 5 controls known in the source, 5 of them critical. "
        "Not met, the most severe: A; B; C."
    )


@pytest.mark.parametrize(
    ("pair", "about", "says"),
    [
        ((P, P), "Weak before", "None of the 1 control known in the source."),
        ((N, P), "Weak before", "Unknown: no control of the source could be judged."),
        ((P, P), "Fixed in the target", "Nothing that is known had to be fixed."),
        ((F, F), "Fixed in the target", "0 of 1."),
        ((F, P), "Remains", "No known weakness in the target."),
        ((F, N), "Remains", "No known weakness in the target. Not known in the target: 1."),
    ],
)
def test_what_is_not_there_is_said(pair, about, says):
    assert told(pair)[about] == says


def test_a_target_that_was_not_read_is_unknown_and_never_fixed():
    lines = told((F, N), target=False)

    assert lines["Fixed in the target"] == "Unknown: the target was not read."
    assert lines["Remains"] == "Unknown until the target is read."


def test_the_owner_is_named_and_who_accepted_what_remains():
    agreed = situation().engagement
    signed = Deviation("identity.a", "Ana Vos", "later", date(2026, 3, 1))
    accepted = replace(agreed, deviation=(signed,))

    assert told((F, F))["Who owns it"] == (
        "Chen Wu, identity and security lead. Nobody has accepted a weakness of the target."
    )
    assert told((F, F), (F, F), engagement=accepted)["Who owns it"] == (
        "Chen Wu, identity and security lead. "
        "Of the weak controls, 1 accepted until a day, by Ana Vos."
    )


def test_without_a_control_there_is_no_story():
    assert told() == {}
