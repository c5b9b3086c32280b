from dataclasses import replace
from datetime import date

import pytest
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome

CHECK = "hypercare.journeys_tested"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"result": "failed"}, "Take an order (Office) failed when Ben tested it."),
        ({"tester": ""}, "Nobody is named to test Take an order (Office)."),
        ({"result": ""}, "Ben has not tested Take an order (Office)."),
        ({"tested_on": None}, "Ben has not tested Take an order (Office)."),
        ({"tested_on": date(2025, 12, 1)}, "1 Dec 2025, not in the last 14 days"),
        ({"tested_on": date(2026, 2, 1)}, "1 Feb 2026, not in the last 14 days"),
    ],
)
def test_names_the_journey_that_is_not_proven_r17(change, says):
    finding = answer(CHECK, ready(journey=(replace(READY.journey[0], **change),)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_no_critical_journey_on_file_fails():
    waits = replace(READY.journey[0], critical=False)

    assert answer(CHECK, ready(journey=(waits,))).outcome is Outcome.FAILED
