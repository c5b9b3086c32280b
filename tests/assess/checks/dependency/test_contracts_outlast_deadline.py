from dataclasses import replace

import pytest
from ready import READY, answer, day, ready

from pilotage.facts.engagement import Vendor
from pilotage.facts.finding import Outcome

CHECK = "dependency.contracts_outlast_deadline"


def test_names_the_contract_that_ends_in_the_middle():
    finding = answer(CHECK, ready(vendor=(Vendor("Old host", "mail", contract_ends_on=day(1, 3)),)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "The contract with Old host ends on 1 Mar 2026, before 31 Mar 2026."


def test_a_contract_may_end_on_the_deadline():
    vendor = Vendor("Old host", "mail", contract_ends_on=day(31, 3))

    assert answer(CHECK, ready(vendor=(vendor,))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "hole",
    [
        {"vendor": ()},
        {"vendor": (Vendor("Old host", "mail"),)},
        {"migration": replace(READY.migration, deadline=None)},
    ],
    ids=["no vendor", "no end", "no deadline"],
)
def test_is_unknown_without_dates(hole):
    assert answer(CHECK, ready(**hole)).outcome is Outcome.NOT_ASSESSED
