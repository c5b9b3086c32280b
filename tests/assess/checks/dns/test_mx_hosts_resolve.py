import pytest
from asking import ask_one
from harbour import tenant
from mail_zone import DOMAIN, MX_HOST, judged

from pilotage.facts.finding import Outcome

CHECK = "dns.mx_hosts_resolve"
MX, IPV4, IPV6 = (DOMAIN, "MX"), (MX_HOST, "A"), (MX_HOST, "AAAA")
SECOND = [f"0 {MX_HOST}", "10 mx2.example"]


@pytest.mark.parametrize(
    "changes",
    [{}, {IPV4: [], IPV6: ["2001:db8::25"]}, {IPV6: None}],
    ids=["both asked", "ipv6 alone", "ipv4 alone"],
)
def test_passes_when_each_host_has_an_address(changes):
    assert judged(CHECK, changes).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({IPV4: []}, "no address"),
        ({(MX_HOST, "CNAME"): ["real.example"]}, "alias of real.example"),
        ({MX: SECOND, ("mx2.example", "A"): [], ("mx2.example", "AAAA"): []}, "mx2.example"),
    ],
    ids=["no address", "alias", "second host"],
)
def test_fails_when_a_host_has_no_address_of_its_own(changes, word):
    finding = judged(CHECK, changes)

    assert finding.outcome is Outcome.FAILED
    assert word in finding.says


@pytest.mark.parametrize(
    "changes",
    [{MX: None}, {IPV4: None}, {IPV4: [], IPV6: None}, {MX: SECOND}],
    ids=["mx", "ipv4", "ipv6", "second host"],
)
def test_what_nobody_asked_for_is_unknown(changes):
    assert judged(CHECK, changes).outcome is Outcome.NOT_ASSESSED


def test_no_mail_is_not_concerned():
    assert judged(CHECK, {MX: ["0 ."]}).outcome is Outcome.PASSED


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
