import pytest
from asking import ask_one
from fragment import fragment
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "identity.passwords_never_expire"
NEVER = 2147483647
GOOD = {
    "Id": "harbour.example",
    "IsVerified": True,
    "IsRoot": True,
    "AuthenticationType": "Managed",
    "PasswordValidityPeriodInDays": NEVER,
}


def outcome(*changes, **areas):
    domains = [{**GOOD, "Id": f"d{n}.example", **change} for n, change in enumerate(changes)]
    return ask_one(CHECK, fragment(domain_settings=domains, **areas)).outcome


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, Outcome.PASSED),
        ({"PasswordValidityPeriodInDays": 90}, Outcome.FAILED),
        ({"PasswordValidityPeriodInDays": 730}, Outcome.FAILED),
        ({"PasswordValidityPeriodInDays": NEVER - 1}, Outcome.FAILED),
        ({"PasswordValidityPeriodInDays": None}, Outcome.FAILED),
        ({"PasswordValidityPeriodInDays": 90, "IsVerified": False}, Outcome.PASSED),
        (
            {"PasswordValidityPeriodInDays": 90, "AuthenticationType": "Federated"},
            Outcome.PASSED,
        ),
    ],
    ids=str,
)
def test_passwords_of_a_domain_must_live(change, expected):
    assert outcome(change) is expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, Outcome.PASSED),
        ({"PasswordValidityPeriodInDays": 90}, Outcome.FAILED),
        ({"PasswordValidityPeriodInDays": None, "AuthenticationType": "Federated"}, Outcome.PASSED),
        ({"PasswordValidityPeriodInDays": 90, "IsVerified": False}, Outcome.PASSED),
        ({"PasswordValidityPeriodInDays": None, "IsRoot": False}, Outcome.PASSED),
    ],
    ids=str,
)
def test_each_domain_with_passwords_of_its_own_counts(other, expected):
    assert outcome({}, other) is expected


def test_a_lone_domain_is_a_list_of_one():
    bad = {**GOOD, "PasswordValidityPeriodInDays": 90}

    assert ask_one(CHECK, fragment(domain_settings=GOOD)).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(domain_settings=bad)).outcome is Outcome.FAILED


def test_domains_of_exchange_alone_say_nothing_of_passwords():
    accepted = [{"DomainName": "harbour.example", "Default": True}]

    assert ask_one(CHECK, fragment(accepted_domains=accepted)).outcome is Outcome.NOT_ASSESSED
    both = fragment(
        domain_settings=[GOOD], accepted_domains=[*accepted, {"DomainName": "q.example"}]
    )
    assert ask_one(CHECK, both).outcome is Outcome.PASSED


@pytest.mark.parametrize(("days", "expected"), [(NEVER, Outcome.PASSED), (90, Outcome.FAILED)])
def test_domains_of_other_sources_are_judged_alike(days, expected):
    domain = {"domain": "harbour.example", "verified": True, "password_days": days}

    assert ask_one(CHECK, tenant(domains=[domain])).outcome is expected


@pytest.mark.parametrize("empty", [[], [None], None], ids=str)
def test_is_not_assessed_where_domains_were_not_read(empty):
    assert ask_one(CHECK, fragment(domain_settings=empty)).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
    assert outcome({}, aad_unsuccessful_commands=["Get-MgBetaDomain"]) is Outcome.NOT_ASSESSED
