import pytest
from asking import ask_one
from entra import P2, role, rules
from fragment import fragment

from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.facts.finding import Outcome

CHECK = "access.global_admin_needs_approval"
CHIEF = "Global Administrator"
EXCHANGE = next(id for id, name in HIGHLY_PRIVILEGED.items() if name.startswith("Exchange"))


def outcome(*its, **areas):
    made = fragment(privileged_roles=[role(Rules=list(its))], **areas)
    return ask_one(CHECK, made).outcome


def approval(required, source=CHIEF):
    setting = {"IsApprovalRequired": required}
    return {"Id": "Approval_EndUser_Assignment", "RuleSource": source, "Setting": setting}


@pytest.mark.parametrize(
    ("its", "expected"),
    [
        ([approval(True)], Outcome.PASSED),
        ([approval(True), approval(True, "Admins PIM group")], Outcome.PASSED),
        ([approval(False)], Outcome.FAILED),
        ([approval(None)], Outcome.FAILED),
        ([approval(True), approval(False, "Admins PIM group")], Outcome.FAILED),
        ([{"Id": "Expiration_Admin_Assignment", "RuleSource": CHIEF}], Outcome.FAILED),
        ([], Outcome.FAILED),
    ],
    ids=str,
)
def test_activation_needs_approval_for_the_role_and_its_groups(its, expected):
    assert outcome(*its) is expected


def test_a_lone_rule_is_a_list_of_one():
    assert ask_one(CHECK, fragment(privileged_roles=role(Rules=approval(True)))).outcome is (
        Outcome.PASSED
    )


def test_other_roles_do_not_matter_here():
    lax = role(EXCHANGE, Rules=[approval(False, "Exchange Administrator")])

    assert ask_one(CHECK, fragment(privileged_roles=[role(), lax])).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(privileged_roles=[lax])).outcome is Outcome.PASSED


def test_it_cannot_be_enforced_without_the_licence():
    assert outcome(approval(True), service_plans=[P2]) is Outcome.PASSED
    assert outcome(approval(True), service_plans=[]) is Outcome.FAILED


def test_no_role_needs_no_rule():
    assert ask_one(CHECK, fragment(privileged_roles=[])).outcome is Outcome.PASSED


def test_is_not_assessed_where_rules_were_not_read():
    failed = ["Get-PrivilegedRole"]
    held = {"ana": {"roles": "Global Administrator"}}

    assert ask_one(CHECK, fragment(privileged_roles=[], privileged_users=held)).outcome is (
        Outcome.NOT_ASSESSED
    )
    assert ask_one(CHECK, fragment(service_plans=[P2])).outcome is Outcome.NOT_ASSESSED
    assert outcome(*rules(CHIEF), aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
