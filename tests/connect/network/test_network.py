"""Measurements of real connections on this machine, with delay and loss added."""

import ssl

import pytest
from connect.network.servers import HOST, free_port, names, tcp, tls, udp, web
from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import Answers
from pilotage.connect.network import KIND
from pilotage.connect.network.ike import HEADER, IKE_SA_INIT, RESPONSE
from pilotage.connect.network.targets import target
from pilotage.connect.network.throughput import download, upload
from pilotage.connect.network.timing import Stopwatch
from pilotage.facts.errors import InputError
from pilotage.facts.tables import NETWORK_LINKS, NETWORK_MEASUREMENTS


def quiet(what, done, of):
    pass


def opened(**settings):
    usual = {"office": "Quay 1", "microsoft_365": "no", "samples": "3", "interval": "1"}
    source = KIND.open({**usual, **settings})
    source.seconds, source.pause = 0.5, lambda seconds: None
    return source


def collected(source, folder):
    answers = Answers(folder)
    answers.begin(NOW)
    source.collect(answers, quiet)
    answers.complete(kind="network", connection="quay")
    return read_folder([folder], side="source", taken_at=NOW).snapshot


def measured(snapshot):
    rows = snapshot.rows(NETWORK_MEASUREMENTS).rows(named=True)
    return {row["kind"]: row for row in rows}


def samples(where, trust=None, resolver=None):
    watch = Stopwatch(trust or ssl.create_default_context(), resolver, 0.5)
    return {each.kind: each for each in watch.samples(target(where, "targets"))}


def nothing(wire):
    pass


def test_each_step_is_timed_and_a_delay_is_seen_where_it_is(tmp_path):
    with tls(tmp_path, delay=0.1) as (port, ca), udp(names(delay=0.05)) as resolver:
        where = {"ca_file": str(ca), "resolver": f"127.0.0.1:{resolver}"}
        found = measured(collected(opened(targets=f"{HOST}:{port}", **where), tmp_path / "a"))

    assert set(found) == {"lookup", "tcp", "tls"}
    assert {row["samples"] for row in found.values()} == {3}
    assert {row["loss_percent"] for row in found.values()} == {0}
    assert found["lookup"]["p50_ms"] >= 50
    assert found["tls"]["p50_ms"] >= 100
    assert found["tcp"]["p95_ms"] < 50
    assert found["tls"]["office"] == "Quay 1"


def test_loss_is_the_share_of_connections_that_failed(tmp_path):
    refused = free_port()

    with tcp(nothing) as port:
        both = f"tcp://127.0.0.1:{port} tcp://127.0.0.1:{refused}"
        snapshot = collected(opened(targets=both), tmp_path)

    lost = dict(snapshot.rows(NETWORK_MEASUREMENTS).select("target", "loss_percent").rows())
    assert lost == {f"127.0.0.1:{port}": 0, f"127.0.0.1:{refused}": 100}


def test_a_server_that_drops_the_handshake_is_a_loss_of_tls_alone(tmp_path):
    with tcp(nothing) as port:
        found = measured(collected(opened(targets=f"127.0.0.1:{port}"), tmp_path))

    assert (found["tcp"]["loss_percent"], found["tls"]["loss_percent"]) == (0, 100)
    assert found["tls"]["p50_ms"] is None
    assert found["tls"]["why"]


def test_a_certificate_that_is_not_trusted_is_said(tmp_path):
    with tls(tmp_path) as (port, _):
        found = samples(f"127.0.0.1:{port}")

    assert "not trusted" in found["tls"].why


def test_a_name_that_does_not_exist_is_a_loss_of_the_lookup():
    with udp(names()) as resolver:
        found = samples("nobody.harbour.example", resolver=("127.0.0.1", resolver))

    assert set(found) == {"lookup"}
    assert "does not exist" in found["lookup"].why


def test_a_silent_resolver_ends_in_time():
    with udp(lambda said: None) as resolver:
        found = samples(HOST, resolver=("127.0.0.1", resolver))

    assert found["lookup"].why


def gateway(said):
    """Answer the first message of IKEv2 as a gateway does that wants another group."""
    spi, _, _, version, exchange, _, number, _ = HEADER.unpack_from(said)
    assert exchange == IKE_SA_INIT
    return HEADER.pack(spi, bytes(8), 41, version, exchange, RESPONSE, number, HEADER.size)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        pytest.param(gateway, "", id="gateway"),
        pytest.param(lambda said: b"hello", "not in IKE", id="something-else"),
        pytest.param(lambda said: said, "not in IKE", id="echo"),
        pytest.param(lambda said: None, "no answer in time", id="silent"),
    ],
)
def test_a_vpn_gateway_is_there_when_it_answers_in_ike(answer, why):
    with udp(answer) as port:
        found = samples(f"ike://127.0.0.1:{port}")

    assert why in found["ike"].why
    assert (found["ike"].ms is None) == bool(why)


def test_the_first_message_of_ike_is_as_long_as_it_says():
    seen = []

    with udp(seen.append) as port:
        samples(f"ike://127.0.0.1:{port}")

    assert HEADER.unpack_from(seen[0])[-1] == len(seen[0])


def test_throughput_becomes_the_link_of_the_office(tmp_path):
    with web(20_000_000) as address:
        source = opened(
            targets="tcp://" + address.removeprefix("http://"),
            link="Quay 1 fibre",
            megabytes="2",
            download_url=f"{address}/file",
            upload_url=f"{address}/sink",
        )
        snapshot = collected(source, tmp_path)

    [link] = snapshot.rows(NETWORK_LINKS).rows(named=True)
    assert (link["link"], link["office"], link["measured_at"]) == ("Quay 1 fibre", "Quay 1", NOW)
    assert link["down_mbps"] > 0
    assert link["up_mbps"] > 0
    assert set(measured(snapshot)) == {"tcp", "download", "upload"}


def test_a_slow_link_is_measured_as_slow():
    with web(1_000_000, per_second=2_000_000) as address:
        flow = download(f"{address}/file", 10**9, ssl.create_default_context())

    assert 8 <= flow.mbps <= 16.9


@pytest.mark.parametrize("megabytes", [1, 3])
def test_no_more_is_moved_than_was_allowed(megabytes):
    with web(50_000_000) as address:
        down = download(f"{address}/file", megabytes * 10**6, ssl.create_default_context())
        up = upload(f"{address}/sink", megabytes * 10**6, ssl.create_default_context())

    assert megabytes * 10**6 <= down.bytes < megabytes * 10**6 + 100_000
    assert up.bytes == megabytes * 10**6


def test_an_upload_does_not_read_what_a_server_answers():
    answered = []

    def answer(wire):
        wire.settimeout(5)
        said = b""
        while not said.endswith(b"\r\n0\r\n\r\n"):
            said = said[-10:] + wire.recv(65536)
        wire.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while len(answered) < 1_000:
                wire.sendall(bytes(1_000_000))
                answered.append(1)
        except OSError:
            return

    with tcp(answer) as port:
        flow = upload(f"http://127.0.0.1:{port}/", 10**6, ssl.create_default_context())

    assert flow.mbps > 0
    assert len(answered) < 100


def test_a_download_ends_after_its_seconds():
    with web(50_000_000, per_second=1_000_000) as address:
        flow = download(f"{address}/file", 10**9, ssl.create_default_context(), seconds=0.3)

    assert flow.bytes < 1_000_000


def test_a_refused_download_leaves_the_link_unknown(tmp_path):
    with web(1_000_000) as address:
        source = opened(targets="127.0.0.1:9", samples="1", download_url=f"{address}/gone")
        snapshot = collected(source, tmp_path)

    assert "network_links" not in snapshot.captures
    assert "404" in measured(snapshot)["download"]["why"]


def test_a_killed_measurement_goes_on_with_its_next_sample(tmp_path):
    class Killed(Exception):
        pass

    def killed(what, done, of):
        if done == 2:
            raise Killed

    calls = []
    with tcp(calls.append) as port:
        source = opened(targets=f"tcp://127.0.0.1:{port}")
        answers = Answers(tmp_path)
        answers.begin(NOW)
        with pytest.raises(Killed):
            source.collect(answers, killed)
        found = measured(collected(source, tmp_path))

    assert found["tcp"]["samples"] == 3
    assert len(calls) == 3


def test_it_waits_between_samples_and_not_before_or_after(tmp_path):
    waits = []
    source = opened(targets=f"tcp://127.0.0.1:{free_port()}", interval="7")
    source.pause = waits.append

    collected(source, tmp_path)

    assert waits == [7, 7]


def test_probe_says_what_cannot_be_reached():
    source = opened(targets=f"tcp://127.0.0.1:{free_port()}")

    [probe] = source.probe()

    assert (probe.ask.id, probe.readable) == ("connect", False)
    assert "refused" in probe.why


def test_the_hosts_of_microsoft_365_are_measured_unless_left_out():
    hosts = [
        each.host
        for each in KIND.open({"office": "Quay 1", "sharepoint": "harbour"}).wishes.targets
    ]

    assert hosts == [
        "graph.microsoft.com",
        "harbour-my.sharepoint.com",
        "harbour.sharepoint.com",
        "login.microsoftonline.com",
        "outlook.office365.com",
    ]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("192.0.2.1", ("192.0.2.1", 53)),
        ("192.0.2.1:5353", ("192.0.2.1", 5353)),
        ("2001:db8::1", ("2001:db8::1", 53)),
        ("[2001:db8::1]:5353", ("2001:db8::1", 5353)),
    ],
)
def test_a_resolver_is_an_address_with_or_without_a_port(said, place):
    assert opened(targets="127.0.0.1:9", resolver=said).wishes.resolver == place


@pytest.mark.parametrize(
    "wrong",
    [
        {"targets": "http://quay.example"},
        {"targets": "quay.example:99999"},
        {"targets": "quay.example/path"},
        {"sharepoint": "har bour", "microsoft_365": "yes"},
        {"samples": "-1"},
        {"samples": "2000", "interval": "3600"},
        {"megabytes": "100000"},
        {"download_url": "file:///etc/passwd"},
        {"download_url": "https://ana:secret@quay.example/"},
        {"download_url": "http://quay.example:port/"},
        {"resolver": "quay"},
        {"resolver": "192.0.2.1:99999"},
        {"microsoft_365": "no", "targets": ""},
        {"ca_file": "nowhere.pem"},
    ],
    ids=str,
)
def test_a_setting_that_makes_no_sense_is_refused(wrong):
    with pytest.raises(InputError):
        opened(**{"targets": "127.0.0.1:9"} | wrong)
