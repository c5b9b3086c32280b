import pytest
from asking import ask, ask_one
from fragment import fragment
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "exchange.dmarc_reports_to_cisa"
CISA = "mailto:reports@dmarc.cyber.dhs.gov"


def published(*texts):
    return ask_one(CHECK, fragment(dmarc_records=[{"domain": "a.example", "rdata": list(texts)}]))


@pytest.mark.parametrize(
    "text",
    [
        f"v=DMARC1; p=reject; rua={CISA}",
        f"v=DMARC1; p=reject; rua=mailto:us@a.example, {CISA}; ruf=mailto:us@a.example",
        f"v=DMARC1;p=none;rua={CISA}!10m,mailto:us@a.example",
        f"v=DMARC1; p=reject; RUA={CISA.upper()}",
    ],
)
def test_passes_when_the_reports_go_to_cisa(text):
    finding = published(text)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.EXO.4.3v1",)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["v=DMARC1; p=reject"],
        ["v=DMARC1; p=reject; rua=mailto:us@a.example"],
        [f"v=DMARC1; p=reject; ruf={CISA}"],
        ["v=DMARC1; p=reject; rua=mailto:other-reports@dmarc.cyber.dhs.gov"],
        [f"p=reject; rua={CISA}"],
    ],
    ids=str,
)
def test_fails_when_they_do_not(texts):
    assert published(*texts).outcome is Outcome.FAILED


def test_each_domain_is_a_finding_of_its_own():
    good = {"domain": "a.example", "rdata": f"v=DMARC1; rua={CISA}"}
    bad = {"domain": "b.example", "rdata": ["v=DMARC1; p=reject"]}
    found = ask(CHECK, fragment(dmarc_records=[good, bad]))

    assert [each.outcome for each in found] == [Outcome.PASSED, Outcome.FAILED]


def test_what_was_not_read_is_unknown():
    failed = {"exo_unsuccessful_commands": ["Get-ScubaDmarcRecord"]}

    assert ask_one(CHECK, fragment(dmarc_records=[], **failed)).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize(
    ("omit", "counts"),
    [
        ({"Rationale": "No federal agency."}, True),
        ({"Rationale": "No federal agency.", "Expiration": "2026-01-10"}, True),
        ({"Rationale": "No federal agency.", "Expiration": "2026-01-09"}, False),
        ({"Rationale": "No federal agency.", "Expiration": "some day"}, False),
        ({"Rationale": ""}, False),
        ({}, False),
    ],
    ids=str,
)
def test_outside_federal_agencies_it_may_be_marked_as_not_applicable(omit, counts):
    record = {"domain": "a.example", "rdata": []}
    config = {"OmitPolicy": {"MS.EXO.4.3v1": omit}}
    finding = ask_one(CHECK, fragment(dmarc_records=record, scuba_config=config))

    assert finding.outcome is (Outcome.NOT_ASSESSED if counts else Outcome.FAILED)
    assert ("No federal agency" in finding.says) is counts
