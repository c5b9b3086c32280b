import pytest
from asking import ask_one
from harbour import mailbox, tenant, without
from mail_zone import DOMAIN, judged, records

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MAILBOXES

CHECK = "dns.autodiscover_follows_mail"
ALIAS, SERVICE = (f"autodiscover.{DOMAIN}", "CNAME"), (f"_autodiscover._tcp.{DOMAIN}", "SRV")
ADDRESS, MX = (f"autodiscover.{DOMAIN}", "A"), (DOMAIN, "MX")
ELSEWHERE = {MX: ["10 mx.old.example"]}
OURS, OLD = ["0 0 443 autodiscover.outlook.com."], ["0 0 443 mail.old.example."]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {ALIAS: ["Autodiscover.Outlook.com."]},
        {SERVICE: None},
        {ALIAS: [], SERVICE: OURS},
        {SERVICE: ["0 0 0 ."]},
        {MX: ["0 harbour-example.x-v1.mx.microsoft"]},
        {
            ALIAS: ["autodiscover.partner.example"],
            ("autodiscover.partner.example", "CNAME"): ["autodiscover.outlook.com"],
            ("autodiscover.outlook.com", "CNAME"): ["atod.office.example"],
        },
    ],
    ids=["alias", "casing", "service not asked", "service", "no service", "dane", "two steps"],
)
def test_passes_when_both_lead_to_exchange_online(changes):
    assert judged(CHECK, changes).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "changes",
    [
        {ALIAS: []},
        {ALIAS: ["mail.old.example"]},
        {ALIAS: [], SERVICE: OLD},
        {SERVICE: OLD},
        {ALIAS: [], ADDRESS: ["192.0.2.7"]},
        {ALIAS: ["autodiscover.office365.us"]},
    ],
    ids=["none", "old alias", "old service", "both", "own server", "other cloud"],
)
def test_fails_when_mail_has_moved_and_autodiscover_has_not(changes):
    assert judged(CHECK, changes).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    ("mx", "alias"),
    [
        ("harbour.mail.protection.office365.us", "autodiscover.office365.us"),
        ("harbour.mail.protection.office365.us", "autodiscover-dod.office365.us"),
        ("harbour.mail.protection.partner.outlook.cn", "autodiscover.partner.outlook.cn"),
    ],
)
def test_national_clouds_have_names_of_their_own(mx, alias):
    cloud = {MX: [f"0 {mx}"]}

    assert judged(CHECK, {**cloud, ALIAS: [alias]}).outcome is Outcome.PASSED
    assert judged(CHECK, cloud).outcome is Outcome.FAILED


@pytest.mark.parametrize("changes", [{ALIAS: ["mail.old.example"]}, {ALIAS: []}], ids=str)
def test_passes_while_neither_has_moved(changes):
    assert judged(CHECK, {**ELSEWHERE, **changes}).outcome is Outcome.PASSED


def with_mailboxes_at(domain, changes):
    held = [mailbox("ana", address=f"ana@{domain}")]
    return tenant(dns_records=records(changes), mailboxes=held)


@pytest.mark.parametrize("moved", [{}, {ALIAS: [], SERVICE: OURS}], ids=["alias", "service"])
def test_autodiscover_ahead_of_mail_fails_unless_the_mailboxes_are_here(moved):
    changes = {**ELSEWHERE, **moved}
    away, here = with_mailboxes_at("new.example", changes), with_mailboxes_at(DOMAIN, changes)

    assert ask_one(CHECK, away).outcome is Outcome.FAILED
    assert ask_one(CHECK, here).outcome is Outcome.PASSED
    assert ask_one(CHECK, without(away, MAILBOXES, "hidden")).outcome is Outcome.NOT_ASSESSED


def test_the_preferred_host_says_where_mail_arrives():
    mixed = {MX: ["20 mx.old.example", "10 harbour-example.mail.protection.outlook.com"]}

    assert "arrives in Exchange Online" in judged(CHECK, {**mixed, ALIAS: ["x.example"]}).says


@pytest.mark.parametrize(
    "changes",
    [{MX: None}, {ALIAS: None}, {ALIAS: [], SERVICE: None}],
    ids=["mx", "alias", "service"],
)
def test_what_nobody_asked_for_is_unknown(changes):
    assert judged(CHECK, changes).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_records_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
