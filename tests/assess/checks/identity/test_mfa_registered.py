import pytest
from asking import ask_one
from harbour import HEALTHY, PEOPLE, tenant, user, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION

CHECK = "identity.mfa_registered"


def with_dara(**changes):
    rows = [row for row in HEALTHY["authentication_registration"] if row["user"] != "dara"]
    return ask_one(CHECK, tenant(authentication_registration=[*rows, {"user": "dara", **changes}]))


def test_passes_when_everyone_registered():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED


def test_names_the_person_who_did_not_register():
    finding = with_dara(mfa_registered=False)

    assert finding.outcome is Outcome.FAILED
    assert finding.says.startswith("1 of 4 ")
    assert finding.evidence["user"].to_list() == ["dara"]


def test_a_person_outside_the_report_is_unknown():
    assert with_dara(mfa_registered=None).outcome is Outcome.NOT_ASSESSED
    few = HEALTHY["authentication_registration"][:3]
    finding = ask_one(CHECK, tenant(authentication_registration=few))
    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "dara@harbour.example" in finding.says


@pytest.mark.parametrize("change", [{"enabled": False}, {"kind": "guest"}], ids=str)
def test_disabled_accounts_and_guests_do_not_count(change):
    people = [*(user(name) for name in PEOPLE), user("eve", **change)]

    assert ask_one(CHECK, tenant(users=people)).outcome is Outcome.PASSED


def test_is_not_assessed_when_the_report_is_withheld():
    blind = without(tenant(), AUTHENTICATION_REGISTRATION, "AuditLog.Read.All was not granted")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
