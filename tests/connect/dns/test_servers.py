import time

import dns.flags
import dns.rcode
import pytest
from connect.dns.false_servers import HOST, answering, nothing, only_the_root, rubbish, saying
from connect.dns.zones import LONG

from pilotage.connect.dns.servers import MOST_SILENCES, TRIES, Server

SHORT = 0.05


def ask(port, name="harbour.example", kind="MX", **changes):
    server = Server(HOST, port, seconds=SHORT, **changes)
    return server.ask(name, kind, time.monotonic() + 20)


def test_an_answer_that_does_not_fit_comes_by_tcp(world):
    answer = world.resolver().ask("big.harbour.example", "TXT", time.monotonic() + 20)

    assert answer.values == (LONG.replace('" "', "").strip('"'),)


def test_tells_an_empty_answer_from_a_name_that_is_not_there(world):
    server, until = world.resolver(), time.monotonic() + 20

    assert server.ask("mail.harbour.example", "MX", until) == server.ask(
        "nowhere.harbour.example", "MX", until
    )
    assert server.ask("harbour.example", "MX", until).values == ("10 mail.harbour.example",)


def test_a_wildcard_answers_for_names_below_it(world):
    answer = world.resolver().ask("s01.fleet.quay.example", "MX", time.monotonic() + 20)

    assert (answer.values, answer.ttl) == (("10 mail.harbour.example",), 600)


def test_a_server_that_never_answers_costs_its_time_and_no_more():
    began = time.monotonic()
    with answering(nothing) as (port, asked):
        answer = ask(port)

    assert answer.why == "did not answer in time"
    assert asked.count("harbour.example") == TRIES
    assert time.monotonic() - began < 10 * SHORT


def test_a_server_that_was_never_heard_is_asked_for_one_name_and_the_root():
    with answering(nothing) as (port, asked):
        server = Server(HOST, port, seconds=SHORT)
        answers = [
            server.ask(name, "MX", time.monotonic() + 20) for name in ("a.example", "b.example")
        ]

    assert asked == ["a.example"] * TRIES + ["."]
    assert (server.silent, answers[1].why) == (True, "stopped answering")


def test_a_server_that_falls_silent_is_given_up_after_some_names():
    answered = []

    def once(query):
        answered.append(query)
        return saying()(query) if len(answered) == 1 else b""

    with answering(once) as (port, _):
        server = Server(HOST, port, seconds=SHORT)
        given_up = []
        for number in range(MOST_SILENCES + 1):
            server.ask(f"{number}.example", "MX", time.monotonic() + 20)
            given_up.append(server.silent)

    assert given_up == [False] * MOST_SILENCES + [True]


def test_a_server_that_lives_is_not_given_up_for_dead_zones():
    with answering(only_the_root) as (port, _):
        server = Server(HOST, port, seconds=SHORT)
        for number in range(MOST_SILENCES + 2):
            server.ask(f"{number}.example", "MX", time.monotonic() + 20)

    assert not server.silent


def test_no_time_left_is_no_silence_of_the_server():
    with answering(saying()) as (port, asked):
        server = Server(HOST, port)
        for _ in range(MOST_SILENCES + 1):
            answer = server.ask("harbour.example", "MX", time.monotonic() - 1)

    assert (answer.why, server.silent, asked) == ("no time was left", False, [])


UNHEARD = {
    "rubbish": (rubbish, "did not answer"),
    "another name": (saying(of="other.example.", MX=["10 mail.example."]), "another name"),
    "cut, and no tcp": (saying(flags=dns.flags.TC | dns.flags.RA), "cannot be reached"),
    "servfail": (saying(rcode=dns.rcode.SERVFAIL), "answered SERVFAIL"),
    "refused": (saying(rcode=dns.rcode.REFUSED), "answered REFUSED"),
    "recursion is off": (saying(flags=0), "recursion is off"),
}


@pytest.mark.parametrize("case", UNHEARD)
def test_what_is_no_answer_is_not_taken_for_one(case):
    reply, why = UNHEARD[case]
    with answering(reply) as (port, _):
        answer = ask(port)

    assert why in answer.why
    assert answer.values == ()


def test_a_server_must_say_that_a_zone_is_its_own():
    with answering(saying(MX=["10 mail.example."])) as (port, _):
        lame = ask(port, authoritative=True)
    with answering(saying(flags=dns.flags.AA, MX=["10 mail.example."])) as (port, _):
        own = ask(port, authoritative=True)

    assert lame.why == "does not know the zone as its own"
    assert own.values == ("10 mail.example",)


def test_an_impossible_name_is_said_and_not_sent():
    with answering(saying()) as (port, asked):
        answer = ask(port, name=f"{'x' * 64}.example")

    assert "no name to ask for" in answer.why
    assert asked == []


def test_a_server_is_asked_no_faster_than_it_may_be():
    with answering(saying()) as (port, _):
        server = Server(HOST, port, per_second=50)
        began = time.monotonic()
        for _ in range(6):
            server.ask("harbour.example", "MX", time.monotonic() + 20)

    assert time.monotonic() - began >= 5 / 50
    assert server.spent().requests == 6
    assert server.spent().requests == 0
