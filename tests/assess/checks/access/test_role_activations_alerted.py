import pytest
from asking import ask_one
from entra import P2, role, rules
from fragment import fragment

from pilotage.assess.roles import HIGHLY_PRIVILEGED
from pilotage.facts.finding import Outcome

CHECK = "access.role_activations_alerted"
NAME = "Exchange Administrator"
WATCHED = ("Notification_Admin_EndUser_Assignment",)
EXCHANGE = next(id for id, name in HIGHLY_PRIVILEGED.items() if name.startswith("Exchange"))


def outcome(its, **areas):
    made = fragment(privileged_roles=[role(EXCHANGE, Rules=its)], **areas)
    return ask_one(CHECK, made).outcome


def told(recipients, *ids, source=NAME):
    """Return the rules of a role in which the notifications of ``ids`` go to ``recipients``."""
    return [
        {**rule, "NotificationRecipients": recipients} if rule["Id"] in ids else rule
        for rule in rules(source)
    ]


@pytest.mark.parametrize("recipients", [[], [None], None, [""]], ids=str)
@pytest.mark.parametrize("id", WATCHED)
def test_recipients_by_default_are_not_enough(id, recipients):
    assert outcome(told(recipients, id)) is Outcome.FAILED


@pytest.mark.parametrize("id", WATCHED)
def test_a_notification_must_be_there_at_all(id):
    assert outcome([rule for rule in rules(NAME) if rule["Id"] != id]) is Outcome.FAILED
    assert outcome([]) is Outcome.FAILED


def test_passes_when_somebody_is_told():
    assert outcome(rules(NAME)) is Outcome.PASSED
    assert outcome(told("watch@harbour.example", *WATCHED)) is Outcome.PASSED
    assert outcome(told([], "Notification_Admin_Admin_Eligibility")) is Outcome.PASSED


def test_a_group_that_holds_the_role_needs_recipients_of_its_own():
    group = "Admins PIM group"

    assert outcome([*rules(NAME), *rules(group)]) is Outcome.PASSED
    assert outcome([*rules(NAME), *told([], *WATCHED, source=group)]) is Outcome.FAILED


def test_global_administrator_does_not_matter_here():
    quiet = role(Rules=told([], *WATCHED, source="Global Administrator"))

    assert ask_one(CHECK, fragment(privileged_roles=[role(EXCHANGE), quiet])).outcome is (
        Outcome.PASSED
    )
    assert ask_one(CHECK, fragment(privileged_roles=[quiet])).outcome is Outcome.PASSED


def test_it_cannot_be_enforced_without_the_licence():
    assert outcome(rules(NAME), service_plans=[P2]) is Outcome.PASSED
    assert (
        outcome(rules(NAME), service_plans=[{"ServicePlanName": "AAD_PREMIUM"}]) is Outcome.FAILED
    )


def test_no_role_needs_no_rule():
    assert ask_one(CHECK, fragment(privileged_roles=[])).outcome is Outcome.PASSED


def test_is_not_assessed_where_rules_were_not_read():
    failed = ["Get-PrivilegedRole"]
    held = {"ana": {"roles": "Global Administrator"}}

    assert ask_one(CHECK, fragment(privileged_roles=[], privileged_users=held)).outcome is (
        Outcome.NOT_ASSESSED
    )
    assert ask_one(CHECK, fragment(service_plans=[P2])).outcome is Outcome.NOT_ASSESSED
    assert outcome(rules(NAME), aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
