import pytest
from asking import ask_one
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "dns.mail_records_single"
SPF = {"domain": "harbour.example", "name": "harbour.example", "type": "TXT"}
DMARC = {"domain": "harbour.example", "name": "_dmarc.harbour.example", "type": "TXT"}


def published(*records):
    return ask_one(CHECK, tenant(dns_records=list(records)))


def test_passes_with_one_record_of_each_kind():
    one = published({**SPF, "value": "v=spf1 -all"}, {**DMARC, "value": "v=DMARC1; p=none"})

    assert one.outcome is Outcome.PASSED
    assert one.evidence.height == 2


@pytest.mark.parametrize(
    ("place", "values"),
    [
        (SPF, ["v=spf1 -all", "v=spf1 include:target.example -all"]),
        (DMARC, ["v=DMARC1; p=reject", "v=DMARC1; p=none"]),
    ],
    ids=["spf", "dmarc"],
)
def test_names_the_place_with_two_records(place, values):
    finding = published(*({**place, "value": value} for value in values))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["values"].to_list() == [sorted(values)]


def test_a_parent_that_several_domains_inherit_from_counts_once():
    domains = [
        {"domain": name, "verified": True} for name in ("harbour.example", "mail.harbour.example")
    ]
    no_spf = [{**SPF, "name": each["domain"], "value": ""} for each in domains]
    shared = tenant(domains=domains, dns_records=[{**DMARC, "value": "v=DMARC1; p=none"}, *no_spf])

    finding = ask_one(CHECK, shared)

    assert (finding.outcome, finding.evidence.height) == (Outcome.PASSED, 1)


def test_a_name_that_nobody_asked_for_is_unknown():
    none = {**SPF, "value": ""}, {**DMARC, "value": ""}

    assert published(*none).outcome is Outcome.PASSED
    assert published(none[0]).outcome is Outcome.NOT_ASSESSED
    assert published(none[1]).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
