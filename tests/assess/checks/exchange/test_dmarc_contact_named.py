import pytest
from asking import ask, ask_one
from fragment import fragment
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "exchange.dmarc_contact_named"
CISA, OURS = "mailto:reports@dmarc.cyber.dhs.gov", "mailto:dmarc@a.example"


def published(*texts):
    return ask_one(CHECK, fragment(dmarc_records=[{"domain": "a.example", "rdata": list(texts)}]))


@pytest.mark.parametrize(
    "text",
    [
        f"v=DMARC1; p=reject; pct=100; rua={CISA}, {OURS}; ruf={OURS}",
        f"v=DMARC1; p=reject; rua={OURS}; ruf={OURS}",
        f"v=DMARC1; p=reject; rua={OURS},{CISA}",
        f"v=DMARC1; p=reject; rua={OURS}, mailto:second@a.example",
    ],
)
def test_passes_when_reports_reach_the_organisation(text):
    finding = published(text)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.EXO.4.4v1",)


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["v=DMARC1; p=reject"],
        [f"v=DMARC1; p=reject; rua={CISA}"],
        [f"v=DMARC1; p=reject; rua={CISA}; ruf={OURS}"],
        [f"v=DMARC1; p=reject; rua={OURS}"],
        [f"v=DMARC1; p=reject; ruf={OURS}"],
        ["v=DMARC1; p=reject; rua=dmarc@a.example; ruf=dmarc@a.example"],
    ],
    ids=str,
)
def test_fails_when_nobody_of_the_house_gets_them(texts):
    assert published(*texts).outcome is Outcome.FAILED


def test_each_domain_is_a_finding_of_its_own():
    good = {"domain": "a.example", "rdata": f"v=DMARC1; rua={CISA},{OURS}"}
    bad = {"domain": "b.example", "rdata": [f"v=DMARC1; rua={CISA}"]}
    found = ask(CHECK, fragment(dmarc_records=[good, bad]))

    assert [each.outcome for each in found] == [Outcome.PASSED, Outcome.FAILED]


def test_what_was_not_read_is_unknown():
    failed = {"exo_unsuccessful_commands": ["Get-ScubaDmarcRecord"]}

    assert ask_one(CHECK, fragment(dmarc_records=[], **failed)).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
