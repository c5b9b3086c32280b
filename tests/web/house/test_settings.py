"""Settings: roles at the own clients alone, tokens that are shown once, the own clock."""

from __future__ import annotations

import re

import pytest
from control_room import BY, CLIENT, OTHER_CLIENT, OUTSIDER, ROLES, address, ours, signed_in
from django.utils import timezone

from pilotage.facts.access import may
from pilotage.store import audit
from pilotage.store.access import roles_of
from pilotage.store.clients import add_user, give_role
from pilotage.store.models import Membership, User
from pilotage.store.tokens import holder

pytestmark = pytest.mark.django_db
NEW = "nina@demo.example"
FORM = {"email": NEW, "name": "Nina (demo)", "role": "engineer", "at": CLIENT}


def give(who, **changes):
    return signed_in(who).post("/settings/roles", FORM | changes)


def number_of(who):
    return Membership.objects.get(user__email=who).pk


@pytest.fixture
def lead_of_one():
    """Make somebody who leads one migration, and nothing else of the client."""
    user = add_user("ola@demo.example", BY)
    give_role(user, "lead", BY, at=ours())
    return user.email


def test_a_lead_invites_somebody_and_the_role_counts_at_once():
    assert give("lead").status_code == 302

    user = User.objects.get(email=NEW)
    assert roles_of(user, ours()) == {"engineer"}
    assert not user.has_usable_password()
    assert signed_in(NEW).get("/portfolio").status_code == 200


@pytest.mark.parametrize("role", [each for each in ROLES if not may((each,), "members")])
def test_who_leads_nothing_gives_no_role_and_sees_none(role):
    assert give(role).status_code == 404
    assert not User.objects.filter(email=NEW).exists()
    assert "People and roles" not in signed_in(role).get("/settings").content.decode()


def test_a_lead_sees_and_changes_only_the_own_clients():
    text = signed_in("lead").get("/settings").content.decode()
    theirs = number_of(OUTSIDER)

    assert OUTSIDER not in text
    assert OTHER_CLIENT not in text
    assert give("lead", at=OTHER_CLIENT).status_code == 404
    assert signed_in("lead").get(f"/settings/roles/{theirs}").status_code == 404
    assert signed_in("lead").post(f"/settings/roles/{theirs}/take").status_code == 404
    assert Membership.objects.filter(pk=theirs).exists()


def test_who_leads_one_migration_gives_no_role_at_the_whole_client(lead_of_one):
    assert give(lead_of_one).status_code == 404
    assert give(lead_of_one, at=str(ours())).status_code == 302
    assert (
        signed_in(lead_of_one).post(f"/settings/roles/{number_of(address('auditor'))}/take")
    ).status_code == 404


@pytest.mark.parametrize("wrong", [{"role": "owner"}, {"role": ""}, {"role": "vendor"},
                                   {"email": "nobody"}], ids=str)  # fmt: skip
def test_what_cannot_be_given_leaves_nothing_behind(wrong):
    users, roles = User.objects.count(), Membership.objects.count()

    assert give("lead", **wrong).status_code == 422
    assert (User.objects.count(), Membership.objects.count()) == (users, roles)


def test_a_role_that_is_taken_away_counts_no_more_and_leaves_an_entry():
    auditor = signed_in("auditor")
    assert auditor.get(f"/c/{CLIENT}").status_code == 200

    done = signed_in("lead").post(f"/settings/roles/{number_of(address('auditor'))}/take")

    assert done.status_code == 302
    assert auditor.get(f"/c/{CLIENT}").status_code == 404
    assert next(audit.entries(ours().client, newest_first=True)).did == "took role"


def make(**changes):
    form = {"name": "nightly", "scopes": "read", "days": "30", "client": CLIENT}
    return signed_in("engineer").post("/settings/tokens", form | changes)


def test_a_token_is_shown_once_and_works():
    answer = make()
    [text] = re.findall(r"pil_[\w-]+", answer.content.decode())

    token = holder(text, timezone.now())
    assert token is not None
    assert (token.user.email, token.client.slug) == (address("engineer"), CLIENT)
    assert "no-store" in answer.headers["Cache-Control"]
    assert text not in signed_in("engineer").get("/settings").content.decode()


def test_a_token_that_is_revoked_opens_nothing():
    [text] = re.findall(r"pil_[\w-]+", make().content.decode())

    assert signed_in("lead").post("/settings/tokens/revoke", {"name": "nightly"}).status_code == 404
    assert holder(text, timezone.now()) is not None
    signed_in("engineer").post("/settings/tokens/revoke", {"name": "nightly"})
    assert holder(text, timezone.now()) is None


@pytest.mark.parametrize("wrong", [{"days": "0"}, {"days": "x"}, {"days": "9999"}, {"scopes": ""},
                                   {"scopes": "fly"}, {"name": " "}], ids=str)  # fmt: skip
def test_a_token_that_would_be_too_much_is_refused(wrong):
    assert make(**wrong).status_code == 422


def test_a_token_is_narrowed_to_no_client_of_others():
    assert make(client=OTHER_CLIENT).status_code == 404


def test_the_own_clock_and_keys_are_kept():
    browser = signed_in("engineer")

    browser.post("/settings/own", {"time_zone": "Europe/Oslo"})

    text = browser.get("/settings").content.decode()
    assert 'value="Europe/Oslo"' in text
    assert 'data-keys="on"' not in text
    assert "Times are shown in Europe/Oslo" in text
    assert browser.post("/settings/own", {"time_zone": "Mars/Base"}).status_code == 422
