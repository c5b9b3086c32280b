import time

import pytest
from connect.dns.false_servers import HOST, answering, nothing

from pilotage.connect.dns.asking import MANY, Asker
from pilotage.connect.dns.servers import Server
from pilotage.connect.dns.survey import MOST_HOSTS, survey


def values(made):
    """Return the values that were found, by name and type."""
    found = {}
    for name, kind, value in made.records:
        found.setdefault((name, kind), []).append(value)
    return found


@pytest.fixture(scope="module")
def harbour(world):
    return survey(world.asker(), "harbour.example")


@pytest.fixture(scope="module")
def mishaps(world):
    return survey(world.asker(), "mishaps.example")


FOUND = {
    ("harbour.example", "MX"): ["10 mail.harbour.example"],
    ("harbour.example", "NS"): ["ns1.harbour.example", "ns2.harbour.example"],
    ("harbour.example", "SOA"): [
        "ns1.harbour.example hostmaster.harbour.example 2 3600 600 86400 300"
    ],
    ("harbour.example", "TXT"): ["other=text", "v=spf1 mx include:spf.quay.example -all"],
    ("mail.harbour.example", "A"): ["192.0.2.25"],
    ("mail.harbour.example", "AAAA"): ["2001:db8::25"],
    ("_dmarc.harbour.example", "TXT"): ["v=DMARC1; p=reject"],
    ("_mta-sts.harbour.example", "TXT"): ["v=STSv1; id=20260101;"],
    ("_smtp._tls.harbour.example", "TXT"): ["v=TLSRPTv1; rua=mailto:tls@harbour.example"],
    ("_sip._tls.harbour.example", "SRV"): ["100 1 443 sip.quay.example"],
    ("google._domainkey.harbour.example", "TXT"): ["v=DKIM1; k=rsa; p=MIIB"],
}


@pytest.mark.parametrize("asked", FOUND, ids=" ".join)
def test_keeps_what_the_zone_says(harbour, asked):
    assert values(harbour)[asked] == FOUND[asked]


@pytest.mark.parametrize(
    "asked",
    [
        ("_autodiscover._tcp.harbour.example", "SRV"),
        ("_sipfederationtls._tcp.harbour.example", "SRV"),
        ("_ldap._tcp.harbour.example", "SRV"),
        ("enterpriseregistration.harbour.example", "CNAME"),
        ("enterpriseenrollment.harbour.example", "CNAME"),
        ("lyncdiscover.harbour.example", "CNAME"),
        ("selector2._domainkey.harbour.example", "TXT"),
    ],
    ids=" ".join,
)
def test_a_name_that_was_asked_and_has_no_record_has_an_empty_row(harbour, asked):
    assert values(harbour)[asked] == [""]


def test_an_alias_is_kept_with_what_it_leads_to(harbour):
    found = values(harbour)

    assert found["selector1._domainkey.harbour.example", "CNAME"] == ["selector1.keys.quay.example"]
    assert found["selector1.keys.quay.example", "TXT"] == ["v=DKIM1; k=rsa; p=MIIC"]
    assert ("selector1._domainkey.harbour.example", "TXT") not in found


def test_autodiscover_is_followed_step_by_step(harbour):
    found = values(harbour)

    assert found["autodiscover.harbour.example", "CNAME"] == ["autodiscover.quay.example"]
    assert found["autodiscover.quay.example", "CNAME"] == ["mailboxes.quay.example"]
    assert found["mailboxes.quay.example", "CNAME"] == [""]


def test_every_spf_record_on_the_way_belongs_to_the_domain(harbour):
    texts = {name: row.domain for (name, kind, _), row in harbour.records.items() if kind == "TXT"}

    assert texts["spf.quay.example"] == texts["more.quay.example"] == "harbour.example"


def test_times_to_live_are_those_of_the_zone(harbour):
    row = harbour.records["harbour.example", "MX", "10 mail.harbour.example"]

    assert row.ttl_seconds == 300


def test_servers_of_the_zone_that_disagree_are_named(world, harbour):
    [note] = [note for note in harbour.notes if note.type == "MX"]

    assert f"server {world.behind} port {world.port}: 10 old.harbour.example" in note.says
    assert f"server {world.knows} port {world.port} and resolver" in note.says


def test_a_resolver_that_is_behind_is_noted_and_not_believed(world):
    made = survey(world.asker(world.late(), world.resolver()), "harbour.example")

    assert values(made)["harbour.example", "MX"] == ["10 mail.harbour.example"]


def test_resolvers_alone_are_asked_where_the_zone_is_not_to_be(world):
    made = survey(
        world.asker(world.late(), world.resolver()), "harbour.example", authoritative=False
    )
    [note] = [note for note in made.notes if note.type == "MX"]

    assert "authoritative" not in note.says
    assert values(made)["harbour.example", "MX"] == ["10 old.harbour.example"]


def test_an_alias_of_itself_ends_and_is_said(mishaps):
    assert values(mishaps)["loop.mishaps.example", "CNAME"] == ["loop.mishaps.example"]
    assert ("loop.mishaps.example", "A") not in values(mishaps)
    [says] = [note.says for note in mishaps.notes if note.name.startswith("loop.")][:1]
    assert "leads on without end" in says


def test_aliases_in_a_circle_are_kept_and_end(mishaps):
    found = values(mishaps)

    assert found["autodiscover.mishaps.example", "CNAME"] == ["there.mishaps.example"]
    assert found["there.mishaps.example", "CNAME"] == ["autodiscover.mishaps.example"]


def test_of_hundreds_of_mail_hosts_the_addresses_of_a_few_are_asked(world):
    made = survey(world.asker(), "many.mishaps.example")
    hosts = {name for name, kind in values(made) if kind == "A"}

    assert len(values(made)["many.mishaps.example", "MX"]) == 400
    assert len([name for name in hosts if name.startswith("mx")]) == MOST_HOSTS
    assert [note.says for note in made.notes] == ["only 20 of 400 hosts were asked for addresses"]


def test_a_subdomain_inherits_the_policy_of_its_organisation(world):
    found = values(survey(world.asker(), "shop.harbour.example"))

    assert found["_dmarc.shop.harbour.example", "TXT"] == [""]
    assert found["_dmarc.harbour.example", "TXT"] == ["v=DMARC1; p=reject"]


def test_further_selectors_are_asked(world):
    made = survey(world.asker(), "harbour.example", selectors=["k1"])

    assert ("k1._domainkey.harbour.example", "TXT") in values(made)


def test_a_domain_that_nobody_answers_for_has_notes_and_no_rows(world):
    made = survey(world.asker(), "elsewhere.example")

    assert made.records == {}
    assert {note.type for note in made.notes} == {"", "SOA", "NS", "MX", "TXT"}
    assert all("SERVFAIL" in note.says for note in made.notes if note.type)


def test_a_domain_takes_no_longer_than_it_may():
    began = time.monotonic()
    with answering(nothing) as (port, _):
        asker = Asker([Server(HOST, port, seconds=10)])
        made = survey(asker, "harbour.example", seconds=0.3)

    assert time.monotonic() - began < 2
    assert made.records == {}


def test_where_servers_of_zones_are_out_of_reach_resolvers_are_asked_alone(world):
    asker = Asker([world.resolver()], port=9, seconds=0.02)
    for number in range(MANY):
        asker.authority(f"127.77.0.{number}").ask(".", "NS", time.monotonic() + 5)
    made = survey(asker, "harbour.example")

    assert asker.walled_in
    assert made.authorities == ()
    assert "out of reach from here" in "".join(note.says for note in made.notes)
    assert values(made)["harbour.example", "MX"] == ["10 mail.harbour.example"]


def test_dead_servers_of_zones_do_not_wall_in_while_one_is_heard(world):
    asker = Asker([world.resolver()], port=world.port, seconds=0.02)
    for number in range(MANY):
        asker.authority(f"127.77.0.{number}").ask(".", "NS", time.monotonic() + 5)
    asker.authority(world.knows).ask("harbour.example", "SOA", time.monotonic() + 5)

    assert not asker.walled_in
