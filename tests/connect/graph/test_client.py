import random
import threading
import time
from datetime import UTC, datetime

import pytest
from connect.graph.hostile import TOKEN, asking, hostile

from pilotage.connect.answers import Effort
from pilotage.connect.graph.client import Question, pause, retry_after
from pilotage.connect.graph.refusals import Refused
from pilotage.connect.graph.throttle import DIRECTORY, Stopped
from pilotage.connect.http import Bounds
from pilotage.facts.errors import SourceBusy, SourceDenied


def scripted(*answers):
    """Return a server's say that gives one answer after the other, the last one for ever."""
    left = list(answers)
    return lambda path: left.pop(0) if len(left) > 1 else left[0]


def question(server, **changes):
    return Question(f"{server.address}/v1.0/users", "users", DIRECTORY, **changes)


GOOD = (200, {}, {"value": []})
BUSY = (429, {"retry-after": "7"}, {})


def test_waits_as_long_as_the_server_says(tmp_path):
    with hostile(scripted(BUSY, BUSY, GOOD), tmp_path) as server, asking(server) as it:
        assert it.client.ask(question(server)).said == {"value": []}

    assert sum(it.slept) >= 14
    assert sum(it.slept) < 16
    assert it.client.paces[DIRECTORY].share < 0.5
    total = sum(it.spent, Effort())
    assert (total.requests, total.retries) == (3, 2)
    assert total.waited == pytest.approx(sum(it.slept))
    assert total.bytes > 0


def test_waits_longer_each_time_where_the_server_does_not_say(tmp_path):
    busy = (429, {}, {})
    with hostile(scripted(busy, busy, busy, GOOD), tmp_path) as server, asking(server) as it:
        it.client.ask(question(server))

    assert it.slept == sorted(it.slept)
    assert len(it.slept) == 3


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_server_that_stays_down_is_asked_a_bounded_number_of_times(tmp_path, status):
    with (
        hostile(scripted((status, {}, {})), tmp_path) as server,
        asking(server) as it,
        pytest.raises(SourceBusy, match=rf"said {status}; it was asked 4 times") as busy,
    ):
        it.client.ask(question(server))

    assert len(server.heard) == 4
    assert busy.value.retry_after.total_seconds() >= 60


def test_the_time_waited_for_one_answer_is_bounded(tmp_path):
    later = (429, {"retry-after": "86400"}, {})
    with (
        hostile(scripted(later), tmp_path) as server,
        asking(server) as it,
        pytest.raises(SourceBusy),
    ):
        it.client.ask(question(server))

    assert it.slept == []


def test_others_of_the_same_workload_do_not_wait_a_day_either(tmp_path):
    later = (429, {"retry-after": "86400"}, {})
    with hostile(scripted(later), tmp_path) as server, asking(server) as it:
        for says in ("said 429", r"asks to wait 8640\d seconds before it is asked about directory"):
            with pytest.raises(SourceBusy, match=says):
                it.client.ask(question(server))

    assert it.slept == []
    assert len(server.heard) == 1


def test_json_that_is_broken_is_asked_again_and_then_said(tmp_path):
    broken = (200, {}, b'{"value": [{"id": "a"}, {"id": <"')
    with (
        hostile(scripted(broken), tmp_path) as server,
        asking(server) as it,
        pytest.raises(Refused, match=r"sent what is not JSON.*3 times"),
    ):
        it.client.ask(question(server))

    assert len(server.heard) == 3


def test_json_that_breaks_once_is_forgiven(tmp_path):
    with hostile(scripted((200, {}, b"{"), GOOD), tmp_path) as server, asking(server) as it:
        assert it.client.ask(question(server)).said == {"value": []}


def test_a_body_that_cannot_be_unpacked_is_asked_again(tmp_path):
    odd = (200, {"content-encoding": "gzip"}, b"not gzip")
    with hostile(scripted(odd, GOOD), tmp_path) as server, asking(server) as it:
        assert it.client.ask(question(server)).said == {"value": []}


def test_a_token_that_ended_early_is_renewed_once(tmp_path):
    refused = (401, {}, {"error": {"code": "InvalidAuthenticationToken"}})
    with hostile(scripted(refused, GOOD), tmp_path) as server, asking(server) as it:
        it.client.ask(question(server))

    assert [each for each in it.tokens if each] == [f"{TOKEN}0"]
    assert server.heard[1][1] == f"Bearer {TOKEN}1"


def test_a_token_that_is_refused_again_is_an_answer(tmp_path):
    refused = (401, {}, {"error": {"code": "InvalidAuthenticationToken"}})
    with hostile(scripted(refused), tmp_path) as server, asking(server) as it:
        assert it.client.ask(question(server)).reply.status == 401

    assert len(server.heard) == 2


@pytest.mark.parametrize("status", [200, 400])
def test_a_server_that_sends_our_token_back_does_not_get_it_kept_or_shown(tmp_path, status):
    says = (status, {}, {"error": {"code": "Odd", "message": f"you sent {TOKEN}0"}})
    with hostile(scripted(says), tmp_path) as server, asking(server) as it:
        reply = it.client.ask(question(server)).reply

    assert TOKEN.encode() not in reply.body
    assert TOKEN not in repr(it.client)


def test_a_redirect_is_an_answer_and_not_followed(tmp_path):
    away = (302, {"location": "https://127.0.0.1:9/elsewhere"}, b"")
    with hostile(scripted(away), tmp_path) as server, asking(server) as it:
        assert it.client.ask(question(server)).reply.status == 302

    assert len(server.heard) == 1


def test_an_answer_that_is_too_large_is_refused(tmp_path):
    huge = (200, {}, b" " * 3_000_000)
    with (
        hostile(scripted(huge), tmp_path) as server,
        asking(server, bounds=Bounds(2**20)) as it,
        pytest.raises(SourceDenied, match="more than 1 MB"),
    ):
        it.client.ask(question(server))


def test_an_answer_that_drips_is_cut_off(tmp_path):
    def drip(path):
        time.sleep(0.3)
        return GOOD

    with (
        hostile(drip, tmp_path) as server,
        asking(server, bounds=Bounds(seconds=0.1)) as it,
        pytest.raises(SourceBusy, match="took more than"),
    ):
        it.client.ask(question(server))

    assert len(server.heard) == 4


def test_a_certificate_that_has_ended_is_not_trusted(tmp_path):
    ended = {"not_after": datetime(2020, 1, 1, tzinfo=UTC)}
    with (
        hostile(scripted(GOOD), tmp_path, **ended) as server,
        asking(server) as it,
        pytest.raises(SourceDenied, match=r"localhost is not trusted.*expired"),
    ):
        it.client.ask(question(server))

    assert server.heard == []


def test_a_certificate_of_a_stranger_is_not_trusted(tmp_path):
    (tmp_path / "other").mkdir()
    with hostile(scripted(GOOD), tmp_path) as server, hostile(None, tmp_path / "other") as other:
        server.certificate = other.certificate
        with asking(server) as it, pytest.raises(SourceDenied, match="not trusted"):
            it.client.ask(question(server))

    assert server.heard == []


def test_nobody_there_is_said_after_a_few_attempts(tmp_path):
    with hostile(scripted(GOOD), tmp_path) as server:
        gone = server
    with asking(gone) as it, pytest.raises(SourceBusy, match="cannot be reached"):
        it.client.ask(question(gone))


def test_asks_nothing_once_it_was_stopped(tmp_path):
    stop = threading.Event()
    stop.set()
    with (
        hostile(scripted(GOOD), tmp_path) as server,
        asking(server, stopped=stop.is_set) as it,
        pytest.raises(Stopped),
    ):
        it.client.ask(question(server))

    assert server.heard == []


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "12"}, 12),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "inf"}, 86_400),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "Fri, 09 Jan 2026 09:00:30 GMT"}, None),
        (
            {
                "retry-after": "Fri, 09 Jan 2026 09:00:30 GMT",
                "date": "Fri, 09 Jan 2026 09:00:10 GMT",
            },
            20,
        ),
        (
            {
                "retry-after": "Fri, 09 Jan 2099 09:00:30 GMT",
                "date": "Fri, 09 Jan 2026 09:00:10 GMT",
            },
            86_400,
        ),
    ],
)
def test_a_date_to_wait_for_is_compared_with_the_servers_own_clock(headers, seconds):
    assert retry_after(headers) == seconds


def test_pauses_grow_to_a_minute_and_are_spread():
    chance = random.Random(1)
    found = [pause(attempt, chance) for attempt in range(1, 12)]

    assert max(found) <= 60
    assert found[0] < 1
    assert len(set(found)) == len(found)
