import pytest
from asking import ask_one
from harbour import PEOPLE, mailbox, tenant, user

from pilotage.facts.finding import Outcome

CHECK = "licences.people_licensed"
ALL = [{"user": name, "sku": "E3"} for name in PEOPLE]


def test_passes_when_everyone_with_a_mailbox_has_a_licence():
    assert ask_one(CHECK, tenant(licences_assigned=ALL)).outcome is Outcome.PASSED


def test_names_the_person_without_a_licence():
    finding = ask_one(CHECK, tenant(licences_assigned=ALL[:3]))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["user"].to_list() == ["dara"]


def test_finds_the_mailbox_by_address_where_the_report_has_no_ids():
    boxes = [mailbox("x1", address="dara@harbour.example")]
    finding = ask_one(CHECK, tenant(mailboxes=boxes, licences_assigned=ALL[:3]))

    assert finding.outcome is Outcome.FAILED


@pytest.mark.parametrize("change", [{"enabled": False}, {"kind": "guest"}], ids=str)
def test_disabled_accounts_and_guests_need_none(change):
    people = [user("ana"), user("dara", **change)]

    finding = ask_one(CHECK, tenant(users=people, licences_assigned=ALL[:1]))
    assert finding.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("kind", "outcome"), [("shared", Outcome.PASSED), (None, Outcome.NOT_ASSESSED)]
)
def test_a_shared_mailbox_needs_none_and_an_unknown_one_may(kind, outcome):
    boxes = [mailbox("ana"), mailbox("dara", kind=kind)]

    finding = ask_one(CHECK, tenant(mailboxes=boxes, licences_assigned=ALL[:1]))
    assert finding.outcome is outcome


def test_is_not_assessed_when_licences_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
