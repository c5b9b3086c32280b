"""Memberships decide what exists for whom."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from control_room import BY, CLIENT, MIGRATION, OUTSIDER, ROLES, address, ours

from pilotage.facts.errors import NotAllowed, NotKnown
from pilotage.store.access import client_of, clients_of, engagements_of, scope_of
from pilotage.store.clients import add_user, give_role, take_role
from pilotage.store.models import Membership, User

pytestmark = pytest.mark.django_db


def scope(who, **more):
    return scope_of(User.objects.get(email=who), CLIENT, MIGRATION, source="tests", **more)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_client_and_no_other(role):
    user = User.objects.get(email=address(role))

    assert role in scope(address(role)).roles
    assert (clients_of(user).count() == 1) is (role != "owner")


def test_an_outsider_is_told_the_same_as_for_a_name_never_given():
    outsider = User.objects.get(email=OUTSIDER)

    with pytest.raises(NotKnown) as theirs:
        scope(OUTSIDER)
    with pytest.raises(NotKnown) as none:
        scope_of(outsider, "nobody", "nothing", source="tests")

    assert str(theirs.value).replace(f"{CLIENT}/{MIGRATION}", "") == str(none.value).replace(
        "nobody/nothing", ""
    )
    with pytest.raises(NotKnown):
        client_of(outsider, CLIENT)
    assert ours() not in engagements_of(outsider)


def test_a_role_that_was_taken_away_is_gone_at_once():
    for membership in Membership.objects.filter(user__email=address("lead")):
        take_role(membership, BY)

    with pytest.raises(NotKnown):
        scope(address("lead"))


def test_a_role_in_one_engagement_opens_only_that_one():
    guest = add_user("guest@demo.example", BY)
    give_role(guest, "engineer", BY, at=ours())

    assert list(engagements_of(guest)) == [ours()]


def test_who_was_barred_sees_nothing():
    User.objects.filter(email=address("lead")).update(is_active=False)

    with pytest.raises(NotKnown):
        scope(address("lead"))


def test_an_auditor_changes_nothing_and_nobody_changes_the_past():
    with pytest.raises(NotAllowed, match="Auditor"):
        scope(address("auditor")).need("decision")
    with pytest.raises(NotAllowed, match="past"):
        scope(address("lead"), at=datetime(2026, 11, 1, tzinfo=UTC)).need("decision")
    scope(address("sponsor")).need("decision")


def test_a_vendor_sees_its_own_alone():
    assert scope(address("vendor")).vendor == "Fjordnet (demo)"
    assert not scope(address("vendor")).reads_all
    assert scope(address("lead")).vendor == ""
