import pytest
from asking import ask_one
from fragment import fragment
from harbour import mailbox, tenant, unread, user, without

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import (
    LICENCES_ASSIGNED,
    LICENCES_BOUGHT,
    MAILBOXES,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
)

CHECK = "access.admins_have_no_mailbox"
KIOSK = "4a82b400-a79f-41a4-b4e2-e94f5787b113"


def admin(principal="chen", kind="user", mailboxes=(), sku="p2", disabled=(), **changes):
    role = {
        "principal": principal,
        "principal_kind": kind,
        "role": GLOBAL_ADMINISTRATOR,
        "assignment": "standing",
        "scope": "/",
    }
    return tenant(
        users=[user("chen", **changes)],
        role_assignments=[role],
        mailboxes=[mailbox("eve"), *(mailbox(name) for name in mailboxes)],
        licences_assigned=[{"user": "chen", "sku": sku, "disabled_plans": list(disabled)}],
        licences_bought=[
            {"sku": "p2", "name": "AAD_PREMIUM_P2", "plans": ["EXCHANGE_S_FOUNDATION"]},
            {"sku": "f1", "name": "SPE_F1", "plans": ["TEAMS1", "EXCHANGE_S_DESKLESS"]},
        ],
    )


def test_passes_when_the_administrator_has_no_mail():
    finding = ask_one(CHECK, admin())

    assert finding.outcome is Outcome.PASSED
    assert finding.says.startswith("All 1 holders of highly privileged roles have neither")


@pytest.mark.parametrize("held", ["chen", "chen@harbour.example"])
def test_names_the_administrator_with_a_mailbox(held):
    finding = ask_one(CHECK, admin(mailboxes=[held]))

    assert finding.outcome is Outcome.FAILED
    assert "chen@harbour.example" in finding.says


@pytest.mark.parametrize("sku", ["f1", "SPE_F1"])
def test_a_licence_for_mail_is_a_mailbox_to_come(sku):
    finding = ask_one(CHECK, admin(sku=sku))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence.select("has_mailbox", "has_licence").row(0) == (False, True)


def test_a_licence_with_mail_switched_off_gives_none():
    assert ask_one(CHECK, admin(sku="f1", disabled=[KIOSK])).outcome is Outcome.PASSED
    assert ask_one(CHECK, admin(sku="f1", disabled=["teams"])).outcome is Outcome.FAILED


def test_a_role_through_a_group_counts():
    assert ask_one(CHECK, admin("all-staff", "group", ["chen"])).outcome is Outcome.FAILED
    assert ask_one(CHECK, admin("all-staff", "group")).outcome is Outcome.PASSED


def test_is_not_assessed_when_the_members_of_a_holding_group_were_not_read():
    blind = without(admin("all-staff", "group"), MEMBERSHIPS, "hidden")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    "table",
    [LICENCES_ASSIGNED, LICENCES_BOUGHT, MAILBOXES, ROLE_ASSIGNMENTS],
    ids=lambda table: table.name,
)
def test_is_not_assessed_without(table):
    assert ask_one(CHECK, without(admin(), table, "hidden")).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_the_plans_of_licences_were_not_read():
    assert ask_one(CHECK, unread(admin(), LICENCES_BOUGHT, "plans")).outcome is Outcome.NOT_ASSESSED


def test_a_mailbox_is_proof_without_licences():
    blind = without(admin(mailboxes=["chen"]), LICENCES_ASSIGNED, "hidden")

    assert ask_one(CHECK, blind).outcome is Outcome.FAILED


def test_an_export_of_roles_alone_tells_nothing_about_mail():
    people = {"chen": {"DisplayName": "Chen", "roles": ["User Administrator"]}}

    assert ask_one(CHECK, fragment(privileged_users=people)).outcome is Outcome.NOT_ASSESSED
