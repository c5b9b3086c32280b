import pytest
from asking import ask_one
from harbour import tenant, unread, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import GROUP_OWNERS, SITES

CHECK = "files.sites_have_owners"


def site(**changes):
    row = {"site": "s1", "name": "Recipes", "owner": None, "group": None, **changes}
    return tenant(sites=[row])


@pytest.mark.parametrize("owned", [{"owner": "ana"}, {"group": "all-staff"}], ids=str)
def test_passes_when_a_person_or_the_group_owns_the_site(owned):
    assert ask_one(CHECK, site(**owned)).outcome is Outcome.PASSED


def test_passes_when_the_permissions_name_an_owner():
    owner = {"site": "s1", "member": "ben", "role": "owner"}
    owned = tenant(sites=[{"site": "s1", "name": "Recipes"}], site_memberships=[owner])

    assert ask_one(CHECK, owned).outcome is Outcome.PASSED


@pytest.mark.parametrize("orphan", [{}, {"group": "nobodys"}], ids=str)
def test_names_the_site_that_nobody_owns(orphan):
    finding = ask_one(CHECK, site(**orphan))

    assert finding.outcome is Outcome.FAILED
    assert "Recipes" in finding.says


def test_owners_of_the_group_that_were_not_read_are_unknown():
    blind = without(site(group="all-staff"), GROUP_OWNERS, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_owners_were_not_read():
    blind = unread(site(owner="ana"), SITES, "owner")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
