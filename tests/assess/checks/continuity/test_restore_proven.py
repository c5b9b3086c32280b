from dataclasses import replace
from datetime import date

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.engagement import Service
from pilotage.facts.finding import Outcome

CHECK = "continuity.restore_proven"


@pytest.mark.parametrize(
    ("restored_on", "says"),
    [
        (None, "A restore of Order desk was never proven."),
        (day(20), "A restore of Order desk was never proven."),
        (date(2025, 12, 1), "Order desk was last restored on 1 Dec 2025, over 30 days ago."),
    ],
)
def test_names_the_service_of_which_nothing_was_restored(restored_on, says):
    service = replace(READY.service[0], restored_on=restored_on)

    finding = answer(CHECK, ready(service=(service,)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == says


def test_the_critical_services_count_where_some_are_marked():
    canteen = Service("Canteen menu")

    assert answer(CHECK, ready(service=(*READY.service, canteen))).outcome is Outcome.PASSED
    assert answer(CHECK, ready(service=(canteen,))).subject == "Canteen menu"


def test_no_service_on_file_fails():
    assert answer(CHECK, ready(service=())).outcome is Outcome.FAILED
