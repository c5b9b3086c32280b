import pytest
from asking import ask, ask_one
from fragment import fragment
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
    "text",
    [
        "v=spf1 include:mail.example -all",
        "v=spf1 include:mail.example ~all",
        '"v=spf1 a" " mx -all"',
        "V=SPF1 -ALL",
    ],
)
def test_passes_when_others_fail_hard_or_soft(text):
    finding = published(text, "google-site-verification=x")

    assert finding.outcome is Outcome.PASSED
    assert finding.subject == DOMAIN
    assert finding.evidence.height == 1


@pytest.mark.parametrize(
    "texts",
    [
        ["google-site-verification=x"],
        ["v=spf1 include:all.example ?all"],
        ["v=spf1 ?all"],
        ["v=spf1 +all"],
        ["v=spf1 all"],
        ["v=spf1 include:mail.example"],
        ["v=spf10 -all"],
        ["v=spf1 -all", "v=spf1 ~all"],
        ["v=spf1 include:all"],
    ],
    ids=str,
)
def test_fails_when_spf_is_absent_or_soft(texts):
    assert published(*texts).outcome is Outcome.FAILED


def test_a_redirect_leaves_the_end_to_another_record():
    assert published("v=spf1 redirect=_spf.example").outcome is Outcome.NOT_ASSESSED


def test_a_domain_that_was_not_asked_is_unknown():
    assert ask_one(CHECK, tenant(dns_records=[])).outcome is Outcome.NOT_ASSESSED


def test_a_name_that_was_asked_and_has_no_text_fails_and_another_name_proves_nothing():
    assert published("").outcome is Outcome.FAILED
    none = {"domain": DOMAIN, "name": f"_mta-sts.{DOMAIN}", "type": "TXT", "value": ""}
    assert ask_one(CHECK, tenant(dns_records=[none])).outcome is Outcome.NOT_ASSESSED
    assert published().outcome is Outcome.NOT_ASSESSED


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


def exported(*texts, **facts):
    """Return what one exported domain gets, with these TXT records."""
    return ask_one(CHECK, fragment(spf_records=[{"domain": DOMAIN, "rdata": list(texts)} | facts]))


@pytest.mark.parametrize("judged", [True, None])
@pytest.mark.parametrize("end", ["-all", "~all"])
def test_an_export_needs_nothing_but_its_own_area(judged, end):
    finding = exported(f"v=spf1 include:mail.example {end}", compliant=judged)

    assert finding.outcome is Outcome.PASSED
    assert finding.subject == DOMAIN
    assert "MS.EXO.2.2v3" in finding.frameworks


@pytest.mark.parametrize(
    ("texts", "judged"),
    [
        (["v=spf1 -all"], False),
        (["v=spf1 redirect=_spf.example"], False),
        (["v=spf1 ?all"], True),
        (["v=spf1 +all"], None),
        ([], False),
        ([], None),
    ],
    ids=str,
)
def test_fails_when_the_export_or_the_record_says_so(texts, judged):
    assert exported(*texts, compliant=judged).outcome is Outcome.FAILED


def test_an_export_has_followed_redirects():
    redirect = "v=spf1 redirect=_spf.example"

    assert exported(redirect, compliant=True).outcome is Outcome.PASSED
    assert exported(redirect).outcome is Outcome.NOT_ASSESSED


def test_one_bad_domain_of_an_export_is_told_from_the_good_ones():
    found = ask(
        CHECK,
        fragment(
            spf_records=[
                {"domain": DOMAIN, "compliant": True, "rdata": "v=spf1 -all"},
                {"domain": "second.example", "compliant": False, "rdata": None},
            ]
        ),
    )

    assert {each.subject: each.outcome for each in found} == {
        DOMAIN: Outcome.PASSED,
        "second.example": Outcome.FAILED,
    }


@pytest.mark.parametrize(
    "areas",
    [
        {"spf_records": [None]},
        {"spf_records": [], "exo_unsuccessful_commands": ["Get-ScubaSpfRecord"]},
        {"org_config": {}},
    ],
    ids=["empty", "failed", "absent"],
)
def test_an_export_without_answers_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
