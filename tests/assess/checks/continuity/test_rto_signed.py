from dataclasses import replace
from datetime import date

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.finding import Outcome

CHECK = "continuity.rto_signed"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"rto_hours": None}, "Order desk has no RTO."),
        ({"rto_hours": None, "rpo_hours": None}, "Order desk has no RTO and no RPO."),
        ({"rpo_hours": -1.0}, "Order desk has no RPO."),
        ({"rpo_hours": float("nan")}, "Order desk has no RPO."),
        ({"signed_on": None}, "Ana has not signed RTO and RPO of Order desk."),
        ({"signed_on": None, "owner": ""}, "The owner has not signed"),
        ({"signed_on": date(2025, 1, 1)}, "1 Jan 2025, not in the last 180 days"),
        ({"signed_on": day(10)}, "10 Jan 2026, not in the last 180 days"),
    ],
)
def test_names_the_service_without_signed_limits_r101(change, says):
    finding = answer(CHECK, ready(service=(replace(READY.service[0], **change),)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_no_service_on_file_fails():
    assert answer(CHECK, ready(service=())).outcome is Outcome.FAILED
