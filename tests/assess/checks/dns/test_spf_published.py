import pytest
from asking import ask, ask_one
from harbour import tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DOMAINS

CHECK = "dns.spf_published"
DOMAIN = "harbour.example"


def records(*texts):
    rows = [{"domain": DOMAIN, "name": DOMAIN, "type": "TXT", "value": text} for text in texts]
    return [*rows, {"domain": DOMAIN, "name": DOMAIN, "type": "MX", "value": "0 mx.example"}]


def published(*texts):
    return ask_one(CHECK, tenant(dns_records=records(*texts)))


@pytest.mark.parametrize(
    "text", ["v=spf1 include:mail.example -all", '"v=spf1 a" " mx -all"', "V=SPF1 -ALL"]
)
def test_passes_when_others_are_refused(text):
    finding = published(text, "google-site-verification=x")

    assert finding.outcome is Outcome.PASSED
    assert finding.subject == DOMAIN
    assert finding.evidence.height == 1


@pytest.mark.parametrize(
    "texts",
    [
        ["google-site-verification=x"],
        ["v=spf1 include:mail.example ~all"],
        ["v=spf1 ?all"],
        ["v=spf1 +all"],
        ["v=spf1 all"],
        ["v=spf1 include:mail.example"],
        ["v=spf10 -all"],
        ["v=spf1 -all", "v=spf1 ~all"],
    ],
    ids=str,
)
def test_fails_when_spf_is_absent_or_soft(texts):
    assert published(*texts).outcome is Outcome.FAILED


def test_a_redirect_leaves_the_end_to_another_record():
    assert published("v=spf1 redirect=_spf.example").outcome is Outcome.NOT_ASSESSED


def test_a_domain_that_was_not_asked_is_unknown():
    assert ask_one(CHECK, tenant(dns_records=[])).outcome is Outcome.NOT_ASSESSED


def test_each_verified_domain_is_a_finding_of_its_own():
    domains = [
        {"domain": DOMAIN, "verified": True},
        {"domain": "second.example", "verified": True},
        {"domain": "wish.example", "verified": False},
    ]
    found = ask(CHECK, tenant(domains=domains, dns_records=records("v=spf1 -all")))

    assert [(each.subject, each.outcome) for each in found] == [
        (DOMAIN, Outcome.PASSED),
        ("second.example", Outcome.NOT_ASSESSED),
    ]


def test_the_name_that_microsoft_publishes_for_is_judged_only_when_asked():
    domains = [
        {"domain": "harbour.onmicrosoft.com", "verified": True, "initial": True},
        {"domain": DOMAIN, "verified": True, "initial": True},
    ]
    found = ask(CHECK, tenant(domains=domains, dns_records=records("v=spf1 -all")))

    assert [each.subject for each in found] == [DOMAIN]


def test_no_domain_at_all_is_unknown():
    assert ask_one(CHECK, tenant(domains=[], dns_records=[])).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_domains_or_records_were_not_read():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
    blind = without(tenant(dns_records=records("v=spf1 -all")), DOMAINS, "no permission")
    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
