from dataclasses import replace
from datetime import date

import pytest
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome

CHECK = "dependency.vendors_confirmed_window"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"window_confirmed_on": None}, "has not confirmed the window."),
        ({"window_confirmed_on": date(2025, 6, 1)}, "1 Jun 2025, too long ago."),
        ({"contact": ""}, "has no named contact."),
        ({"out_of_hours": " "}, "has no number for the night."),
        ({"contact": "", "out_of_hours": ""}, "no named contact and has no number for the night."),
    ],
)
def test_names_the_vendor_who_may_not_answer(change, says):
    vendor = replace(READY.vendor[0], **change)

    finding = answer(CHECK, ready(vendor=(vendor,)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith(says)


def test_no_vendor_on_file_is_unknown():
    assert answer(CHECK, ready(vendor=())).outcome is Outcome.NOT_ASSESSED
