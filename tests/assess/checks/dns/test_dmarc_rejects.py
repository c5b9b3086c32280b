import pytest
from asking import ask_one
from fragment import fragment
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "dns.dmarc_rejects"


def published(*values, domain="harbour.example"):
    rows = [
        {
            "domain": "harbour.example",
            "name": "_dmarc.harbour.example",
            "type": "TXT",
            "value": value,
        }
        for value in values or [""]
    ]
    domains = [{"domain": domain, "verified": True}]
    return ask_one(CHECK, tenant(domains=domains, dns_records=rows))


@pytest.mark.parametrize(
    "value", ["v=DMARC1; p=reject", "v=DMARC1;p=reject;pct=100; rua=mailto:x@harbour.example"]
)
def test_passes_when_receivers_are_asked_to_reject(value):
    assert published(value).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["v=DMARC1; p=none"],
        ["v=DMARC1; p=quarantine; sp=reject"],
        ["v=DMARC1; rua=mailto:x@harbour.example"],
        ["v=DMARC1; p=reject", "v=DMARC1; p=none"],
    ],
    ids=str,
)
def test_fails_when_they_are_asked_for_less(values):
    assert published(*values).outcome is Outcome.FAILED


def test_a_subdomain_follows_what_its_parent_says_of_subdomains():
    sub = "mail.harbour.example"

    assert published("v=DMARC1; p=reject", domain=sub).outcome is Outcome.PASSED
    assert published("v=DMARC1; p=reject; sp=none", domain=sub).outcome is Outcome.FAILED


def test_a_domain_that_was_not_asked_is_unknown():
    assert published(domain="elsewhere.example").outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("v=DMARC1;p=reject;pct=100", Outcome.PASSED),
        ("v=DMARC1; p = reject", Outcome.PASSED),
        ("v=DMARC1; p=reject; sp=none", Outcome.PASSED),
        ("v=DMARC1; p=none; sp=reject", Outcome.FAILED),
        ("v=DMARC1; p=quarantine", Outcome.FAILED),
        ("v=DMARC1; p=none", Outcome.FAILED),
        ("v=DMARC1; pct=100", Outcome.FAILED),
        ("p=reject", Outcome.FAILED),
    ],
)
def test_an_export_is_judged_by_what_its_record_asks_for(text, outcome):
    record = {"domain": "a.example", "rdata": [text]}
    finding = ask_one(CHECK, fragment(dmarc_records=[record]))

    assert finding.outcome is outcome
    assert finding.frameworks == ("MS.EXO.4.2v1",)


def test_an_export_without_a_record_fails_and_without_answers_is_unknown():
    record = {"domain": "a.example", "rdata": None}
    failed = {"exo_unsuccessful_commands": ["Get-ScubaDmarcRecord"]}

    assert ask_one(CHECK, fragment(dmarc_records=record)).outcome is Outcome.FAILED
    assert ask_one(CHECK, fragment(dmarc_records=[], **failed)).outcome is Outcome.NOT_ASSESSED
