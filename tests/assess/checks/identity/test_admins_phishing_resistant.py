import pytest
from asking import ask_one
from harbour import tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION

CHECK = "identity.admins_phishing_resistant"


def chen_with(**changes):
    row = {"user": "chen", "is_admin": True, "methods": ["fido2"], **changes}
    return ask_one(CHECK, tenant(authentication_registration=[row]))


@pytest.mark.parametrize("method", ["fido2", "windowsHelloForBusiness", "passKeyDeviceBound"])
def test_passes_when_each_administrator_has_a_key(method):
    assert chen_with(methods=["sms", method]).outcome is Outcome.PASSED


def test_names_the_administrator_who_has_only_a_code():
    finding = chen_with(methods=["sms", "microsoftAuthenticatorPush"])

    assert finding.outcome is Outcome.FAILED
    assert "chen@harbour.example" in finding.says


@pytest.mark.parametrize("gap", [{"methods": None}, {"is_admin": None, "methods": ["sms"]}])
def test_an_unknown_method_or_role_is_not_a_pass(gap):
    assert chen_with(**gap).outcome is Outcome.NOT_ASSESSED


def test_no_administrator_in_the_report_is_unknown():
    assert chen_with(is_admin=False).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_methods_were_not_read():
    blind = unread(tenant(), AUTHENTICATION_REGISTRATION, "methods")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
