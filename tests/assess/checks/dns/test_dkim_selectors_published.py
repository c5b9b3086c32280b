import pytest
from asking import ask_one
from harbour import tenant
from mail_zone import DOMAIN, judged

from pilotage.facts.finding import Outcome

CHECK = "dns.dkim_selectors_published"
MX, SPF = (DOMAIN, "MX"), (DOMAIN, "TXT")
ALIAS, OWN = (f"selector2._domainkey.{DOMAIN}", "CNAME"), (f"selector2._domainkey.{DOMAIN}", "TXT")
KEY = ("selector2.keys.example", "TXT")
FILTERED = {MX: ["10 mx.filter.example"]}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {KEY: None},
        {ALIAS: [], OWN: ["k=rsa; p=MIIC"]},
        {ALIAS: None, OWN: ["p=MIIC"]},
        FILTERED,
        {SPF: None},
    ],
    ids=["alias", "key not read", "own key", "key alone", "behind a filter", "spf not asked"],
)
def test_passes_when_both_names_lead_to_a_key(changes):
    assert judged(CHECK, changes).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "changes",
    [
        {KEY: []},
        {ALIAS: [], OWN: []},
        {KEY: ["v=DKIM1; k=rsa; p="]},
        {KEY: ["v=DKIM1; p= ; t=s"]},
        {KEY: ["other=text"]},
        {**FILTERED, KEY: []},
    ],
    ids=["leads nowhere", "no record", "taken back", "blank key", "no key", "behind a filter"],
)
def test_fails_when_one_of_them_has_no_key(changes):
    finding = judged(CHECK, changes)

    assert finding.outcome is Outcome.FAILED
    assert "selector2" in finding.says
    assert "selector1" not in finding.says


def test_a_domain_that_neither_receives_nor_sends_there_is_not_concerned():
    finding = judged(CHECK, {**FILTERED, SPF: ["v=spf1 mx -all"], KEY: []})

    assert (finding.outcome, finding.subject) == (Outcome.PASSED, "harbour-foods")


@pytest.mark.parametrize(
    "changes",
    [{ALIAS: None}, {ALIAS: [], OWN: None}, {MX: None, SPF: None}, {**FILTERED, SPF: None}],
    ids=["selector", "own key", "mail", "senders"],
)
def test_what_nobody_asked_for_is_unknown(changes):
    assert judged(CHECK, changes).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
