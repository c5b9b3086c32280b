import pytest
from asking import ask_one
from harbour import tenant
from mail_zone import DOMAIN, POLICY, judged

from pilotage.facts.finding import Outcome

CHECK = "dns.mta_sts_enforced"
RECORD, SERVED, MX = (f"_mta-sts.{DOMAIN}", "TXT"), (f"mta-sts.{DOMAIN}", "MTA-STS"), (DOMAIN, "MX")


def served(text):
    return judged(CHECK, {SERVED: [text]})


def test_passes_when_the_policy_is_enforced_for_every_host():
    finding = judged(CHECK)

    assert (finding.outcome, finding.subject) == (Outcome.PASSED, DOMAIN)
    assert set(finding.evidence["type"]) == {"MX", "TXT", "MTA-STS"}


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["other=text"],
        ["v=STSv1; id=1;", "v=STSv1; id=2;"],
        ["v=STSv1;"],
        ["v=STSv1; id=;"],
        ["v=STSv1; id=2026-01-01;"],
        ["v=STSv1; id=" + "1" * 33],
        ["v=STSv2; id=1"],
    ],
    ids=str,
)
def test_fails_without_one_valid_record(texts):
    assert judged(CHECK, {RECORD: texts}).outcome is Outcome.FAILED


@pytest.mark.parametrize("text", ["v=STSv1;id=1", '"v=STSv1; " "id=" "1"', "v=STSv1 ; id=a1; x=y"])
def test_a_record_may_be_written_in_other_ways(text):
    assert judged(CHECK, {RECORD: [text]}).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("version: STSv1", "version: STSv2", "version"),
        ("version: STSv1\n", "", "version"),
        ("mode: enforce", "mode: strict", "mode"),
        ("mode: enforce", "mode: none", "takes it back"),
        ("mode: enforce", "mode: testing", "testing"),
        ("mx: *.mail", "mx: *.elsewhere.mail", "does not cover"),
        ("mx: *.mail.protection.outlook.com\n", "", "does not cover"),
        ("mx: *.mail.protection.outlook.com", "mx: *.outlook.com", "does not cover"),
        ("max_age: 604800\n", "", "max_age"),
        ("max_age: 604800", "max_age: long", "max_age"),
        ("max_age: 604800", "max_age: 86399", "max_age"),
        ("max_age: 604800", "max_age: 31557601", "max_age"),
    ],
)
def test_fails_when_the_policy_is_not_as_it_should_be(old, new, word):
    finding = served(POLICY.replace(old, new))

    assert finding.outcome is Outcome.FAILED
    assert word in finding.says


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        ("mx: *.mail.protection.outlook.com", "mx: old.example\nmx: *.mail.protection.outlook.com"),
        ("mx: *.mail", "mx: HARBOUR-example.mail"),
        ("mode: enforce", "mode:enforce"),
        ("max_age: 604800", "max_age: 86400\nmax_age: 1"),
        ("max_age: 604800", "max_age: 31557600\nelse: what"),
    ],
)
def test_a_policy_may_be_written_in_other_ways(old, new):
    assert served(POLICY.replace(old, new)).outcome is Outcome.PASSED


def test_every_mx_host_must_be_covered():
    finding = judged(
        CHECK, {MX: ["0 harbour-example.mail.protection.outlook.com", "9 mx.new.example"]}
    )

    assert finding.outcome is Outcome.FAILED
    assert "mx.new.example" in finding.says


def test_a_policy_that_is_not_there_fails_and_one_that_was_not_read_is_unknown():
    assert judged(CHECK, {SERVED: []}).outcome is Outcome.FAILED
    assert judged(CHECK, {SERVED: None}).outcome is Outcome.NOT_ASSESSED
    assert judged(CHECK, {SERVED: None, RECORD: []}).outcome is Outcome.FAILED


@pytest.mark.parametrize("asked", [RECORD, MX], ids=["record", "mx"])
def test_what_nobody_asked_for_is_unknown(asked):
    assert judged(CHECK, {asked: None}).outcome is Outcome.NOT_ASSESSED


def test_a_domain_that_accepts_no_mail_needs_no_policy():
    finding = judged(CHECK, {MX: ["0 ."], RECORD: []})

    assert (finding.outcome, finding.subject) == (Outcome.PASSED, "harbour-foods")


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
