from datetime import timedelta

from asking import ask_one
from harbour import NOW, tenant, unread, user

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import USERS

CHECK = "identity.guests_active"


def with_guest(**changes):
    return ask_one(CHECK, tenant(users=[user("ana"), user("gus", kind="guest", **changes)]))


def test_passes_when_guests_were_here_lately_or_there_are_none():
    assert with_guest().outcome is Outcome.PASSED
    assert ask_one(CHECK, tenant()).says == "There are no enabled guests."


def test_names_the_guest_who_left():
    finding = with_guest(last_sign_in_at=NOW - timedelta(days=200))

    assert finding.outcome is Outcome.FAILED
    assert "gus@harbour.example" in finding.says


def test_an_idle_member_is_no_guest():
    people = [user("ana", last_sign_in_at=NOW - timedelta(days=200))]

    assert ask_one(CHECK, tenant(users=people)).outcome is Outcome.PASSED


def test_a_guest_without_a_sign_in_is_unknown():
    assert with_guest(last_sign_in_at=None).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_sign_in_times_were_not_read():
    blind = unread(tenant(), USERS, "last_sign_in_at")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
