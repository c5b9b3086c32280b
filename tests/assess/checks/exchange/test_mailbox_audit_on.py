import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "exchange.mailbox_audit_on"


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (False, Outcome.PASSED),
        (True, Outcome.FAILED),
        (None, Outcome.NOT_ASSESSED),
    ],
)
def test_the_switch_decides(value, outcome):
    finding = ask_one(CHECK, fragment(org_config=[{"Name": "harbour", "AuditDisabled": value}]))

    assert finding.outcome is outcome
    assert finding.frameworks == ("MS.EXO.13.1v1",)


def test_a_lone_object_counts_as_a_list_of_one():
    assert ask_one(CHECK, fragment(org_config={"AuditDisabled": True})).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "areas",
    [
        {"org_config": None},
        {"org_config": [{"Name": "harbour"}]},
        {
            "org_config": [{"AuditDisabled": False}],
            "exo_unsuccessful_commands": ["Get-OrganizationConfig"],
        },
        {"transport_config": {}},
    ],
    ids=["null", "silent", "failed", "absent"],
)
def test_what_was_not_read_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
