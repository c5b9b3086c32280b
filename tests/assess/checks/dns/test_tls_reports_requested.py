import pytest
from asking import ask_one
from harbour import tenant
from mail_zone import DOMAIN, judged

from pilotage.facts.finding import Outcome

CHECK = "dns.tls_reports_requested"
RECORD, MX = (f"_smtp._tls.{DOMAIN}", "TXT"), (DOMAIN, "MX")


@pytest.mark.parametrize(
    "text",
    [
        "v=TLSRPTv1; rua=mailto:tls@harbour.example",
        "v=TLSRPTv1;rua=https://reports.example/v1",
        "v=TLSRPTv1; rua=mailto:tls@harbour.example,https://reports.example/v1;",
    ],
)
def test_passes_when_reports_go_somewhere(text):
    finding = judged(CHECK, {RECORD: [text, "other=text"]})

    assert finding.outcome is Outcome.PASSED
    assert finding.evidence["name"].unique().to_list() == [RECORD[0]]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["other=text"],
        ["v=TLSRPTv10; rua=mailto:tls@harbour.example"],
        ["v=TLSRPTv1"],
        ["v=TLSRPTv1; rua="],
        ["v=TLSRPTv1; rua=tls@harbour.example"],
        ["v=TLSRPTv1; rua=http://reports.example"],
        ["v=TLSRPTv1; rua=mailto:a@b.example", "v=TLSRPTv1; rua=mailto:c@d.example"],
    ],
    ids=str,
)
def test_fails_without_one_record_with_an_address(texts):
    assert judged(CHECK, {RECORD: texts}).outcome is Outcome.FAILED


@pytest.mark.parametrize("asked", [RECORD, MX], ids=["record", "mx"])
def test_what_nobody_asked_for_is_unknown(asked):
    assert judged(CHECK, {asked: None}).outcome is Outcome.NOT_ASSESSED


def test_a_domain_that_accepts_no_mail_is_not_concerned():
    finding = judged(CHECK, {MX: [], RECORD: []})

    assert (finding.outcome, finding.subject) == (Outcome.PASSED, "harbour-foods")


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
