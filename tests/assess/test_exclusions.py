from datetime import date, timedelta

import pytest
from fragment import fragment
from harbour import NOW, engagement, tenant

from pilotage.assess import Check
from pilotage.assess.asked import assess
from pilotage.assess.exclusions import registered, with_registered
from pilotage.facts.catalogue import Page
from pilotage.facts.finding import Area, Severity, passed
from pilotage.facts.signed import Exclusion
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SETTINGS

POLICY = "MS.AAD.3.2v2"
TODAY = NOW.date()


def agreed(**changes):
    return Exclusion(**{"policy": POLICY, "why": "emergency", "users": ("ana",), **changes})


@pytest.mark.parametrize("users", [["A-1"], "A-1", ["A-1", None]], ids=str)
def test_the_configuration_of_an_export_registers_exclusions(users):
    guests = ["internalGuest,b2bCollaborationGuest", "serviceProvider"]
    caps = {"Users": users, "Groups": [], "Applications": ["App"], "GuestUserTypes": guests}
    found = registered(fragment(scuba_config={"Aad": {POLICY: {"CapExclusions": caps}}}), POLICY)

    assert found.users == {"a-1"}
    assert found.groups == frozenset()
    assert found.applications == {"app"}
    assert found.guests == {"internalguest", "b2bcollaborationguest", "serviceprovider"}


def test_roles_have_exclusions_of_their_own():
    config = {"Aad": {"MS.AAD.7.4v1": {"RoleExclusions": {"Users": ["a"], "Groups": ["g"]}}}}
    found = registered(fragment(scuba_config=config), "MS.AAD.7.4v1")

    assert (found.users, found.groups) == ({"a"}, {"g"})


def test_what_is_registered_for_one_policy_does_not_count_for_another():
    config = {"Aad": {"MS.AAD.3.1v1": {"CapExclusions": {"Users": ["a"]}}}}

    assert registered(fragment(scuba_config=config), POLICY).users == frozenset()


@pytest.mark.parametrize("config", [None, [None], {}, {"Aad": None}, {"Aad": {POLICY: None}}])
def test_an_empty_configuration_registers_nothing(config):
    assert registered(fragment(scuba_config=config), POLICY).users == frozenset()


@pytest.mark.parametrize("written", [POLICY, "MS.AAD.3.2", "ms.aad.3.2v2"])
def test_the_engagement_registers_with_or_without_version(written):
    snapshot = with_registered(tenant(), (agreed(policy=written),), TODAY)

    assert registered(snapshot, POLICY).users == {"ana"}
    assert registered(snapshot, "MS.AAD.3.1v1").users == frozenset()


def test_two_exclusions_of_one_policy_add_up():
    both = (agreed(), agreed(users=("ben",), groups=("g",)), agreed(applications=("a",), users=()))
    found = registered(with_registered(tenant(), both, TODAY), POLICY)

    assert (found.users, found.groups, found.applications) == ({"ana", "ben"}, {"g"}, {"a"})


def test_people_and_groups_may_be_registered_by_name():
    named = agreed(users=("Dara@harbour.example",), groups=("All staff",))
    found = registered(with_registered(tenant(), (named,), TODAY), POLICY)

    assert "dara" in found.users
    assert "all-staff" in found.groups


@pytest.mark.parametrize(("days", "counts"), [(None, True), (0, True), (1, True), (-1, False)])
def test_an_exclusion_counts_until_it_expires(days, counts):
    ends = None if days is None else TODAY + timedelta(days=days)
    found = registered(with_registered(tenant(), (agreed(expires_on=ends),), TODAY), POLICY)

    assert bool(found.users) is counts


def test_registering_does_not_pretend_that_settings_were_collected():
    bare = tenant()
    snapshot = with_registered(bare, (agreed(),), TODAY)

    assert snapshot.missing(SETTINGS) == bare.missing(SETTINGS) != ""


def test_a_check_of_one_environment_sees_what_the_engagement_registers():
    seen = []

    def judge(snapshot):
        seen.append(registered(snapshot, POLICY).users)
        yield passed(snapshot.tenant, "Seen.", SETTINGS.frame([]))

    check = Check("x", Area.IDENTITY, Severity.LOW, Page("Seen.", {}), judge=judge)
    text = f'[[exclusion]]\npolicy = "{POLICY}"\nwhy = "emergency"\nusers = ["chen"]\n'
    list(assess(Situation(NOW, source=tenant(), engagement=engagement(text)), [check]))

    assert seen == [{"chen"}]


def test_an_exclusion_of_the_past_is_not_seen():
    past = agreed(expires_on=date(2020, 1, 1))

    assert with_registered(tenant(), (past,), TODAY).captures.keys() == tenant().captures.keys()


def test_the_engagement_registers_domains_to_forward_to():
    policy = "MS.EXO.1.1v2"
    snapshot = with_registered(
        tenant(), (agreed(policy=policy, domains=("Partner.example",)),), TODAY
    )

    assert registered(snapshot, policy).domains == {"partner.example"}
    assert registered(snapshot, POLICY).domains == frozenset()
