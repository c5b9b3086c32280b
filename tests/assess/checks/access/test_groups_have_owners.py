from asking import ask_one
from harbour import tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import GROUP_OWNERS

CHECK = "access.groups_have_owners"


def test_passes_when_each_group_has_an_owner():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED


def test_names_the_group_that_nobody_owns():
    finding = ask_one(CHECK, tenant(group_owners=[]))

    assert finding.outcome is Outcome.FAILED
    assert "All staff" in finding.says


def test_a_rule_governs_a_dynamic_group():
    dynamic = {"group": "all-staff", "name": "All staff", "dynamic": True}

    assert ask_one(CHECK, tenant(groups=[dynamic], group_owners=[])).outcome is Outcome.PASSED


def test_is_not_assessed_when_owners_were_not_read():
    blind = without(tenant(), GROUP_OWNERS, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
