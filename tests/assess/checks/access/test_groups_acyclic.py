from asking import ask_one
from harbour import tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MEMBERSHIPS

CHECK = "access.groups_acyclic"


def nested(*pairs):
    rows = [{"group": outer, "member": inner, "member_kind": "group"} for outer, inner in pairs]
    return ask_one(CHECK, tenant(memberships=rows))


def test_passes_when_nesting_ends():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED
    assert nested(("a", "b"), ("a", "c"), ("b", "c")).outcome is Outcome.PASSED


def test_numbers_each_circle_and_leaves_out_what_hangs_on_it():
    finding = nested(("a", "b"), ("b", "a"), ("top", "a"), ("b", "leaf"), ("self", "self"))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence.select("group", "circle").rows() == [("a", 0), ("b", 0), ("self", 1)]


def test_is_not_assessed_when_members_were_not_read():
    blind = without(tenant(), MEMBERSHIPS, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
