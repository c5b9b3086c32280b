import pytest
from asking import ask_one
from harbour import tenant
from mail_zone import DOMAIN, MX_HOST, judged

from pilotage.facts.finding import Outcome

CHECK = "dns.mx_points_to_one_service"
MX = (DOMAIN, "MX")


@pytest.mark.parametrize(
    "hosts",
    [
        [f"0 {MX_HOST}"],
        [f"0 {MX_HOST}", "5 harbour-example.x-v1.mx.microsoft"],
        ["5 mx1.old.example", "10 mx2.old.example"],
        ["1 aspmx.l.old.example", "5 alt1.aspmx.l.old.example"],
    ],
    ids=["one", "two of one service", "elsewhere", "elsewhere below"],
)
def test_passes_when_every_host_is_of_one_service(hosts):
    assert judged(CHECK, {MX: hosts}).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "hosts",
    [
        [f"0 {MX_HOST}", "10 mx.old.example"],
        ["0 mx.old.example", f"10 {MX_HOST}"],
        [f"0 {MX_HOST}", "0 harbour.mail.protection.office365.us"],
    ],
    ids=["old one behind", "old one first", "two clouds"],
)
def test_fails_when_old_and_new_service_are_both_named(hosts):
    finding = judged(CHECK, {MX: hosts})

    assert finding.outcome is Outcome.FAILED
    assert MX_HOST in finding.says


@pytest.mark.parametrize("other", ["mail.filter.example", "filter.example"])
def test_two_hosts_elsewhere_that_are_not_called_alike_cannot_be_told(other):
    finding = judged(CHECK, {MX: ["5 mx.old.example", f"10 {other}"]})

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert other in finding.says


def test_no_mail_is_not_concerned_and_what_nobody_asked_for_is_unknown():
    assert judged(CHECK, {MX: []}).outcome is Outcome.PASSED
    assert judged(CHECK, {MX: None}).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
