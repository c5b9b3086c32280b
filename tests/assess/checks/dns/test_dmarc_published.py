from asking import ask, ask_one
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "dns.dmarc_published"


def record(name, value, domain="harbour.example", kind="TXT"):
    return {"domain": domain, "name": name, "type": kind, "value": value}


MX = record("harbour.example", "0 mx.example", kind="MX")
DMARC = record("_dmarc.harbour.example", "v=DMARC1; p=none")


def test_passes_whatever_the_policy_is():
    finding = ask_one(CHECK, tenant(dns_records=[MX, DMARC]))

    assert finding.outcome is Outcome.PASSED
    assert "MS.EXO.4.1v1" in finding.frameworks


def test_fails_when_the_domain_has_records_but_no_dmarc():
    other = record("_dmarc.harbour.example", "v=DMARC10; p=none")

    assert ask_one(CHECK, tenant(dns_records=[MX, other])).outcome is Outcome.FAILED


def test_a_subdomain_inherits_from_its_parent():
    domains = [{"domain": "mail.harbour.example", "verified": True}]
    finding = ask_one(CHECK, tenant(domains=domains, dns_records=[DMARC]))

    assert finding.outcome is Outcome.PASSED
    assert "_dmarc.harbour.example" in finding.says


def test_nobody_can_publish_for_a_routing_domain_of_microsoft():
    domains = [
        {"domain": "harbour.example", "verified": True},
        {"domain": "harbour.mail.onmicrosoft.com", "verified": True},
    ]
    found = ask(CHECK, tenant(domains=domains, dns_records=[DMARC]))

    assert [each.subject for each in found] == ["harbour.example"]


def test_a_domain_that_was_not_asked_is_unknown():
    assert ask_one(CHECK, tenant(dns_records=[])).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
