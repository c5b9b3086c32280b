from dataclasses import replace

import pytest
from asking import ask, ask_one
from fragment import fragment
from harbour import tenant

from pilotage.facts.finding import Outcome
from pilotage.facts.snapshot import Refusal

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


def test_fails_when_the_name_was_asked_and_is_unknown_when_only_another_was():
    none = record("_dmarc.harbour.example", "")

    assert ask_one(CHECK, tenant(dns_records=[none])).outcome is Outcome.FAILED
    assert ask_one(CHECK, tenant(dns_records=[MX])).outcome is Outcome.NOT_ASSESSED


def test_a_subdomain_inherits_from_its_parent():
    domains = [{"domain": "mail.harbour.example", "verified": True}]
    finding = ask_one(CHECK, tenant(domains=domains, dns_records=[DMARC]))

    assert finding.outcome is Outcome.PASSED
    assert "_dmarc.harbour.example" in finding.says


def without_a_record(domain, *asked):
    """Return the finding about a domain where DNS knows no policy at the names that were asked."""
    domains = [{"domain": domain, "verified": True}]
    none = [record(f"_dmarc.{name}", "", domain=name) for name in asked]
    return ask_one(CHECK, tenant(domains=domains, dns_records=[MX, *none]))


@pytest.mark.parametrize(
    ("domain", "above"),
    [
        ("mail.harbour.example", ["harbour.example"]),
        ("a.mail.harbour.co.uk", ["mail.harbour.co.uk", "harbour.co.uk"]),
        ("harbour.example", []),
        ("harbour.co.uk", []),
        ("harbour.onmicrosoft.com", []),
    ],
)
def test_a_domain_has_none_once_the_organisation_above_it_was_asked_too(domain, above):
    assert without_a_record(domain, domain, *above).outcome is Outcome.FAILED
    for place in range(len(above)):
        some = [*above[:place], *above[place + 1 :]]
        assert without_a_record(domain, domain, *some).outcome is Outcome.NOT_ASSESSED


def test_a_short_domain_that_the_tenant_has_is_asked_too():
    domains = [{"domain": name, "verified": True} for name in ("sea.nl", "mail.sea.nl")]
    none = record("_dmarc.mail.sea.nl", "", domain="mail.sea.nl")
    found = ask(CHECK, tenant(domains=domains, dns_records=[none]))

    assert {one.outcome for one in found} == {Outcome.NOT_ASSESSED}


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


def answer(domain, *texts):
    return {"domain": domain, "rdata": list(texts), "log": []}


def test_an_export_needs_nothing_but_its_own_area():
    finding = ask_one(CHECK, fragment(dmarc_records=answer("a.example", "v=DMARC1; p=none")))

    assert finding.outcome is Outcome.PASSED


@pytest.mark.parametrize("text", ["v=spf1 -all", "p=reject", ""])
def test_an_exported_answer_without_dmarc_fails(text):
    finding = ask_one(CHECK, fragment(dmarc_records=[answer("a.example", text)]))

    assert finding.outcome is Outcome.FAILED


def test_the_answer_counts_and_not_the_log():
    logged = {**answer("a.example"), "log": [{"query_answers": "v=DMARC1; p=none"}]}

    assert ask_one(CHECK, fragment(dmarc_records=[logged])).outcome is Outcome.FAILED


def test_every_domain_that_sends_mail_needs_a_record_of_its_own_or_of_a_parent():
    found = ask(
        CHECK,
        fragment(
            spf_records=[answer("a.example"), answer("sub.a.example"), answer("b.example")],
            dmarc_records=[answer("a.example", "v=DMARC1; p=none"), answer("sub.a.example")],
        ),
    )

    assert {each.subject: each.outcome.value for each in found} == {
        "a.example": "passed",
        "sub.a.example": "passed",
        "b.example": "failed",
    }


@pytest.mark.parametrize(
    "areas",
    [
        {"dmarc_records": [None]},
        {"dmarc_records": [], "exo_unsuccessful_commands": ["Get-ScubaDmarcRecord"]},
        {"spf_records": [answer("a.example")]},
    ],
    ids=["empty", "failed", "absent"],
)
def test_an_export_without_answers_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED


def test_records_that_were_refused_prove_no_pass():
    refused = (Refusal("dns.csv: line 3", "is no record", tables=("dns_records",)),)
    read = replace(tenant(dns_records=[DMARC]), refused=refused)
    exported = fragment(dmarc_records=answer("a.example", "v=DMARC1; p=none"))

    assert ask_one(CHECK, read).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, replace(exported, refused=refused)).outcome is Outcome.PASSED
