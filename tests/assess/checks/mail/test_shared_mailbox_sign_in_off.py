import pytest
from asking import ask_one
from harbour import mailbox, tenant, unread, user

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MAILBOXES

CHECK = "mail.shared_mailbox_sign_in_off"


def with_info(users=(), **changes):
    shared = {"kind": "shared", "sign_in_enabled": False, **changes}
    boxes = [mailbox("ana"), mailbox("info", **shared)]
    return ask_one(CHECK, tenant(mailboxes=boxes, users=[user("ana"), *users]))


@pytest.mark.parametrize("kind", ["shared", "room", "equipment"])
def test_names_the_shared_mailbox_that_people_can_sign_in_to(kind):
    assert with_info(kind=kind).outcome is Outcome.PASSED
    finding = with_info(kind=kind, sign_in_enabled=True)
    assert finding.outcome is Outcome.FAILED
    assert "info@harbour.example" in finding.says


def test_the_account_behind_it_answers_where_the_mailbox_does_not():
    on, off = user("info"), user("info", enabled=False)

    assert with_info([on], sign_in_enabled=None).outcome is Outcome.FAILED
    assert with_info([off], sign_in_enabled=None).outcome is Outcome.PASSED


def test_a_person_signs_in_to_their_own_mailbox():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "gap", [{"sign_in_enabled": None}, {"kind": None, "sign_in_enabled": True}]
)
def test_an_unknown_switch_or_kind_is_not_a_pass(gap):
    assert with_info(**gap).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_kinds_were_not_read():
    assert ask_one(CHECK, unread(tenant(), MAILBOXES, "kind")).outcome is Outcome.NOT_ASSESSED
