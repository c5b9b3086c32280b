import pytest
from ready import answer, day, ready

from pilotage.facts.engagement import Vendor
from pilotage.facts.finding import Outcome

CHECK = "dependency.vendors_on_time"


def vendor(**dates):
    return (Vendor("Dock Internet", "line", **dates),)


@pytest.mark.parametrize(
    ("dates", "says"),
    [
        ({}, "Nobody wrote by when Dock Internet (line) must deliver."),
        ({"needed_on": day(14)}, "has promised no day"),
        ({"needed_on": day(14), "promised_on": day(20)}, "20 Jan 2026, 6 days after it is needed"),
        ({"needed_on": day(2), "promised_on": day(1)}, "needed on 2 Jan 2026 and is 7 days late"),
        ({"needed_on": day(14), "promised_on": day(5)}, "5 Jan 2026 and has not delivered"),
        (
            {"needed_on": day(2), "promised_on": day(1), "delivered_on": day(30)},
            "is 7 days late",
        ),
    ],
)
def test_names_the_vendor_who_is_or_will_be_late(dates, says):
    finding = answer(CHECK, ready(vendor=vendor(**dates)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_what_was_delivered_is_late_no_more():
    delivered = vendor(needed_on=day(2), promised_on=day(1), delivered_on=day(8))

    assert answer(CHECK, ready(vendor=delivered)).outcome is Outcome.PASSED


def test_no_vendor_on_file_is_unknown():
    assert answer(CHECK, ready(vendor=())).outcome is Outcome.NOT_ASSESSED
