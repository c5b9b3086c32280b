import pytest
from asking import ask_one
from harbour import tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import CALENDAR_DELEGATES

CHECK = "mail.delegates_known"


def trusting(trustee):
    row = {"mailbox": "ana", "trustee": trustee, "right": "send_as"}
    return ask_one(CHECK, tenant(mailbox_permissions=[row]))


@pytest.mark.parametrize("holder", ["ben", "BEN@harbour.example", "all-staff"])
def test_passes_when_the_holder_is_a_known_person_or_group(holder):
    assert trusting(holder).outcome is Outcome.PASSED


def test_names_the_holder_outside_the_inventory():
    finding = trusting("temp-agency")

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence.rows() == [("ana", "send_as", "temp-agency")]


def test_names_the_calendar_delegate_outside_the_inventory():
    delegate = {"mailbox": "ana", "delegate": "temp@agency.example"}
    finding = ask_one(CHECK, tenant(calendar_delegates=[delegate]))

    assert finding.outcome is Outcome.FAILED
    assert "temp@agency.example" in finding.says


def test_is_not_assessed_when_delegates_were_not_read():
    blind = without(tenant(), CALENDAR_DELEGATES, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
