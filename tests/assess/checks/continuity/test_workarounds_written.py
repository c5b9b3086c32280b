from dataclasses import replace

from ready import READY, answer, ready

from pilotage.facts.finding import Outcome

CHECK = "continuity.workarounds_written"
BARE = replace(READY.journey[0], workaround=" ")


def test_names_the_critical_journey_without_a_manual_way_r64():
    finding = answer(CHECK, ready(journey=(BARE,)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "Office has no manual way for: Take an order."


def test_a_journey_that_can_wait_needs_none():
    waits = replace(BARE, critical=False)

    assert answer(CHECK, ready(journey=(*READY.journey, waits))).outcome is Outcome.PASSED


def test_no_critical_journey_on_file_fails():
    assert answer(CHECK, ready(journey=())).outcome is Outcome.FAILED
