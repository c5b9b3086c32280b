import pytest
from harbour import NOW, unread
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "migration.dynamic_rules_fit"


def group(rule, dynamic=True):
    """Return the source with one group of this rule."""
    made = {"group": "g", "name": "Quay staff", "dynamic": dynamic, "membership_rule": rule}
    return {"groups": [made]}


@pytest.mark.parametrize(
    "rule",
    [
        '(user.department -eq "Sales")',
        "user.jobTitle -contains 'Crane'",
        '(user.department -eq "Office") and (user.usageLocation -eq "DE")',
    ],
)
def test_a_value_that_nobody_has_in_the_target_is_named(rule):
    finding = answer(CHECK, ready(source=group(rule)))

    assert finding.outcome is Outcome.FAILED
    assert "Quay staff" in finding.says


@pytest.mark.parametrize(
    "source",
    [
        group('(user.department -eq "office")'),
        group('user.physicalDeliveryOfficeName -startsWith "Quay"'),
        group('user.department -eq "Sales"', dynamic=False),
        group(None),
        group("user.accountEnabled -eq true"),
    ],
)
def test_values_that_somebody_has_pass(source):
    assert answer(CHECK, ready(source=source)).outcome is Outcome.PASSED


def test_an_attribute_that_is_not_read_cannot_be_judged():
    finding = answer(CHECK, ready(source=group('user.extensionAttribute1 -eq "crew"')))

    assert finding.outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_departments_were_not_read():
    blind = unread(ready().target, USERS, "department")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
