"""What every check of mail records rests on: there is none is not the same as nobody asked."""

from harbour import tenant
from mail_zone import DOMAIN, records

from pilotage.assess.mail_dns.zone import judge_domains, zone_of
from pilotage.facts.finding import Outcome


def zone(changes):
    return zone_of(tenant(dns_records=records(changes)))


def test_none_and_not_asked_are_told_apart():
    known = zone({("a.example", "TXT"): []})

    assert known.ask("a.example", "TXT") == ()
    assert known.ask("a.example", "MX") is None
    assert known.ask("b.example", "TXT") is None


def test_a_record_counts_where_another_answer_said_that_there_is_none():
    assert zone({("a.example", "TXT"): ["", "text"]}).ask("a.example", "TXT") == ("text",)


def test_names_and_types_match_whatever_their_casing_and_dots():
    assert zone({("A.Example.", "txt"): ["Text"]}).ask("a.example", "TXT") == ("Text",)


def test_an_alias_answers_with_what_stands_at_its_end():
    steps = {
        ("a.example", "CNAME"): ["b.example."],
        ("b.example", "CNAME"): ["c.example"],
        ("c.example", "TXT"): ["text"],
    }

    assert zone(steps).ask("a.example", "TXT") == ("text",)
    assert zone(steps).aliases("a.example") == ("b.example", "c.example")
    assert zone(steps).ask("a.example", "MX") is None


def test_aliases_in_a_circle_end():
    circle = {("a.example", "CNAME"): ["b.example"], ("b.example", "CNAME"): ["a.example"]}

    assert zone(circle).ask("a.example", "TXT") is None
    assert zone(circle).aliases("a.example") == ("b.example", "a.example")


def test_mail_hosts_come_with_the_preferred_first():
    hosts = ["20 c.example", "5 B.example.", "100000000000 a.example", "d.example", "0 ."]

    assert zone({(DOMAIN, "MX"): hosts}).mail_hosts(DOMAIN) == (
        "a.example",
        "d.example",
        "b.example",
        "c.example",
    )
    assert zone({(DOMAIN, "MX"): ["0 ."]}).mail_hosts(DOMAIN) == ()
    assert zone({(DOMAIN, "MX"): None}).mail_hosts(DOMAIN) is None


def test_domains_that_are_not_verified_or_belong_to_microsoft_are_not_judged():
    domains = [
        {"domain": "Harbour.example", "verified": True},
        {"domain": "wish.example", "verified": False},
        {"domain": "first.example", "verified": True, "initial": True},
        {"domain": "harbour.onmicrosoft.com", "verified": True},
        {"domain": "harbour.mail.onmicrosoft.com", "verified": True},
    ]

    assert zone_of(tenant(domains=domains, dns_records=[])).domains == (DOMAIN,)


def test_each_domain_is_judged_with_the_rows_under_its_names():
    domains = [{"domain": name, "verified": True} for name in (DOMAIN, "second.example")]
    both = tenant(domains=domains, dns_records=records())
    passing = Outcome.PASSED, "Fine."

    found = list(judge_domains(both, ("", "_smtp._tls."), lambda *_: passing, "has mail"))

    assert [(each.subject, each.evidence.height) for each in found] == [
        (DOMAIN, 4),
        ("second.example", 0),
    ]
    assert found[0].evidence["name"].unique().sort().to_list() == [f"_smtp._tls.{DOMAIN}", DOMAIN]


def test_a_tenant_without_a_domain_is_unknown():
    empty = tenant(domains=[], dns_records=[])

    [finding] = judge_domains(empty, ("",), lambda *_: None, "has mail")

    assert finding.outcome is Outcome.NOT_ASSESSED
