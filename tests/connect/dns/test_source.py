from datetime import UTC, datetime

import dns.rcode
import pytest
from asking import ask
from connect.dns.false_servers import HOST, answering, nothing, saying
from connect.dns.policy_server import serving

from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import Answers
from pilotage.connect.dns.asking import Asker
from pilotage.connect.dns.servers import Server
from pilotage.connect.dns.settings import wishes
from pilotage.connect.dns.source import KEPT_AFTER, DnsSource
from pilotage.connect.dns.transport_policy import PATH
from pilotage.connect.http import Cut
from pilotage.facts.errors import SourceBusy, SourceDenied
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DNS_RECORDS

NOW = datetime(2026, 1, 9, 9, tzinfo=UTC)
FLEET = [f"s{number:02}.fleet.quay.example" for number in range(2 * KEPT_AFTER + 5)]
POLICY = b"version: STSv1\nmode: enforce\nmx: mail.harbour.example\nmax_age: 604800\n"


def unreachable(url, _bounds):
    raise Cut(f"{url} cannot be reached")


def source(world, *domains, read=unreachable, resolvers=(), **settings):
    """Return a wire to the servers of the tests."""
    wished = wishes({"domains": " ".join(domains), "resolvers": "192.0.2.1", **settings})
    return DnsSource(wished, world.asker(*resolvers), read=read, now=lambda: NOW)


def collected(folder, wire):
    """Collect into ``folder``, and return what the readers of exports make of it."""
    wire.collect(Answers(folder), lambda *_: None)
    return read_folder([folder], side="source", taken_at=NOW).snapshot


def files(folder):
    """Return the sheets in ``folder``."""
    return {path.name: path.read_text() for path in sorted(folder.glob("*.csv"))}


@pytest.fixture(scope="module")
def harbour(world, tmp_path_factory):
    """Return what was collected about Harbour Foods and its provider."""
    folder = tmp_path_factory.mktemp("collected")
    (folder / "domains.csv").write_text("domain,verified\nharbour.example,true\n")
    with serving({PATH: (200, {"Content-Type": "text/plain"}, POLICY)}) as read:
        return collected(folder, source(world, "harbour.example", "quay.example", read=read))


def test_what_was_kept_reads_as_an_export_without_a_loss(harbour):
    assert harbour.missing(DNS_RECORDS) == harbour.lost(DNS_RECORDS) == ""
    assert set(harbour[DNS_RECORDS]["domain"]) == {"harbour.example", "quay.example"}
    assert set(harbour[DNS_RECORDS]["read_at"]) == {NOW}


PASSED = [
    "dns.mx_hosts_resolve",
    "dns.mx_points_to_one_service",
    "dns.spf_published",
    "dns.spf_within_ten_lookups",
    "dns.dmarc_published",
    "dns.mail_records_single",
    "dns.mta_sts_enforced",
    "dns.tls_reports_requested",
]


@pytest.mark.parametrize("check", PASSED)
def test_checks_of_dns_are_answered_by_what_was_kept(harbour, check):
    assert [finding.outcome for finding in ask(check, harbour)] == [Outcome.PASSED]


def test_a_record_that_two_domains_share_stands_once(world, tmp_path):
    snapshot = collected(tmp_path, source(world, *FLEET[:3]))
    rows = snapshot[DNS_RECORDS]

    assert rows.filter(name="spf.quay.example", type="TXT")["domain"].to_list() == [FLEET[0]]
    assert set(rows.filter(type="MX")["name"]) == set(FLEET[:3])
    assert snapshot.lost(DNS_RECORDS) == ""


def test_goes_on_after_the_domains_that_an_earlier_attempt_kept(world, tmp_path):
    wires = [source(world, *FLEET, resolvers=[world.sure()]) for _ in range(3)]
    wires[0].collect(Answers(tmp_path / "whole"), lambda *_: None)

    def killed(doing, done, total):
        if done > KEPT_AFTER + 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wires[1].collect(Answers(tmp_path / "killed"), killed)
    heard = []
    wires[2].collect(Answers(tmp_path / "killed"), lambda *said: heard.append(said))

    assert files(tmp_path / "killed") == files(tmp_path / "whole")
    assert [done for _, done, _ in heard] == [*range(KEPT_AFTER + 1, len(FLEET) + 1)]


def test_a_collection_that_ended_asks_nothing_again(world, tmp_path):
    source(world, "quay.example").collect(Answers(tmp_path), lambda *_: None)
    before = files(tmp_path)
    with answering(nothing) as (port, asked):
        again = source(world, "quay.example", resolvers=[Server(HOST, port)])
        again.collect(Answers(tmp_path), lambda *_: None)

    assert (files(tmp_path), asked) == (before, [])


def test_what_was_asked_is_counted(world, tmp_path):
    answers = Answers(tmp_path)
    source(world, "quay.example").collect(answers, lambda *_: None)

    assert 30 < answers.effort["dns_records"].requests < 120


def test_a_note_says_what_servers_disagree_about(world, tmp_path):
    source(world, "harbour.example").collect(Answers(tmp_path), lambda *_: None)
    notes = files(tmp_path)["dns_notes.csv"]

    assert "harbour.example,harbour.example,MX,servers disagree: " in notes


def test_a_sender_is_judged_as_a_receiver_would(world, tmp_path):
    wire = source(world, "harbour.example", senders="192.0.2.9, 203.0.113.9")
    wire.collect(Answers(tmp_path), lambda *_: None)
    notes = files(tmp_path)["dns_notes.csv"]

    assert "harbour.example,SPF,192.0.2.9 gets pass after 3 lookups\n" in notes
    assert "harbour.example,SPF,203.0.113.9 gets fail after 3 lookups\n" in notes


def test_resolvers_that_are_silent_end_the_collection_with_nothing_kept(world, tmp_path):
    with answering(nothing) as (port, _):
        wire = source(world, "harbour.example", resolvers=[Server(HOST, port, seconds=0.02)])
        with pytest.raises(SourceBusy, match="stopped answering; name others"):
            wire.collect(Answers(tmp_path), lambda *_: None)

    assert files(tmp_path) == {}


def test_resolvers_that_refuse_everything_are_told_from_domains_without_records(tmp_path):
    with answering(saying(rcode=dns.rcode.REFUSED)) as (port, _):
        wished = wishes({"domains": "harbour.example", "resolvers": HOST})
        wire = DnsSource(wished, Asker([Server(HOST, port)]), read=unreachable)
        with pytest.raises(SourceDenied, match="told nothing"):
            wire.collect(Answers(tmp_path), lambda *_: None)

    assert files(tmp_path) == {}


def test_one_silent_resolver_beside_a_good_one_costs_no_answer(world, tmp_path):
    with answering(nothing) as (port, _):
        silent = Server(HOST, port, seconds=0.02)
        wire = source(world, "harbour.example", resolvers=[silent, world.resolver()])
        snapshot = collected(tmp_path, wire)

    assert silent.silent
    assert snapshot[DNS_RECORDS].filter(type="MX")["value"].to_list() == ["10 mail.harbour.example"]


def test_a_probe_tells_what_can_be_asked(world):
    probes = {probe.ask.id: probe for probe in source(world, "harbour.example").probe()}

    assert {id: probe.readable for id, probe in probes.items()} == {
        "records": True,
        "zone_servers": True,
        "mta_sts": False,
    }
    assert "cannot be reached" in probes["mta_sts"].why
    assert probes["mta_sts"].fix


def test_a_probe_says_that_servers_of_zones_are_out_of_reach(world):
    asker = Asker([world.resolver()], port=9, seconds=0.02)
    wire = DnsSource(source(world, "harbour.example").wishes, asker, read=unreachable)
    probes = {probe.ask.id: probe for probe in wire.probe()}

    assert (probes["records"].readable, probes["zone_servers"].readable) == (True, False)
    assert "port 53" in probes["zone_servers"].fix


def test_a_probe_asks_the_registry_only_on_demand(world):
    probes = list(source(world, "harbour.example", expiry="yes").probe())

    assert (probes[-1].ask.id, probes[-1].readable) == ("expiry", False)


def test_a_probe_without_any_answer_is_denied():
    with answering(nothing) as (port, _):
        wished = wishes({"domains": "harbour.example", "resolvers": HOST})
        wire = DnsSource(wished, Asker([Server(HOST, port, seconds=0.02)]))
        with pytest.raises(SourceDenied, match=f"resolver {HOST} port {port} told nothing"):
            list(wire.probe())
