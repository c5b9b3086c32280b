import json
from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from connect.emulator.asking import Standing, asking
from emulator import NO_LIMITS, Emulator, Fault, Faults, Mishap
from emulator.sending import Broken

USERS = "/users?$top=5&$select=id"


@pytest.mark.parametrize(
    ("mishap", "status", "retry_after"),
    [
        (Mishap.BUSY, 429, "1"),
        (Mishap.BUSY_SILENT, 429, None),
        (Mishap.DOWN, 503, None),
        (Mishap.DENIED, 403, None),
    ],
)
def test_a_refusal_can_be_switched_on_for_one_resource(graph, mishap, status, retry_after):
    graph.emulator.faults.add(mishap, "users")

    answer = graph.ask(USERS)

    assert answer.status_code == status
    assert answer.headers.get("retry-after") == retry_after
    assert graph.ask("/groups").status_code == 200


def test_a_fault_can_end_after_some_times(graph):
    graph.emulator.faults.add(Mishap.DOWN, "users", times=2)

    assert [graph.ask(USERS).status_code for _ in range(4)] == [503, 503, 200, 200]
    assert graph.emulator.faults.struck == {Mishap.DOWN: 2}


def test_the_same_seed_gives_the_same_faults(tenant):
    def seen():
        faults = Faults([Fault(Mishap.BUSY, rate=0.3)], seed=7)
        graph = asking(Emulator(tenant, clock=Standing(), faults=faults, limits=NO_LIMITS))
        return [graph.ask(USERS).status_code for _ in range(40)]

    assert seen() == seen()
    assert {200, 429} == set(seen())


def test_retry_after_can_be_a_date_of_a_clock_that_is_wrong(tenant):
    emulator = Emulator(tenant, clock=Standing(), limits=NO_LIMITS, skew=timedelta(hours=3))
    graph = asking(emulator)
    emulator.faults.add(Mishap.BUSY_BY_DATE)

    answer = graph.ask(USERS)

    said, now = (parsedate_to_datetime(answer.headers[name]) for name in ("retry-after", "date"))
    assert said - now == timedelta(seconds=1)
    assert now - emulator.clock.now() == timedelta(hours=3)


@pytest.mark.parametrize("mishap", [Mishap.TRUNCATED, Mishap.MALFORMED])
def test_a_body_can_be_no_json(graph, mishap):
    graph.emulator.faults.add(mishap, "users")

    answer = graph.ask(USERS)

    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_a_connection_can_break_in_the_middle(graph):
    graph.emulator.faults.add(Mishap.CUT, "users")

    with pytest.raises(Broken):
        graph.ask(USERS)


@pytest.mark.parametrize(
    ("mishap", "asked", "refusal"),
    [
        (Mishap.DELTA_EXPIRED, "/users/delta?$deltatoken=MC4w", (410, "syncStateNotFound")),
        (Mishap.PAGE_EXPIRED, "/users?$skiptoken=NS4w", (400, "Directory_ExpiredPageToken")),
    ],
)
def test_a_link_can_be_too_old(graph, mishap, asked, refusal):
    graph.emulator.faults.add(mishap)

    assert graph.refused(asked) == refusal
    assert graph.ask(USERS).status_code == 200


def test_a_next_link_can_lead_to_itself(graph):
    graph.emulator.faults.add(Mishap.LOOPING, "users")

    first = graph.get(USERS)["@odata.nextLink"]

    assert graph.get(first)["@odata.nextLink"] == first


def test_an_answer_can_lead_to_another_host(graph):
    graph.emulator.faults.add(Mishap.AWAY, "users")

    answer = graph.ask(USERS)

    assert answer.status_code == 302
    assert answer.headers["location"] == "https://downloads.example/v1.0/users"
    graph.ask(answer.headers["location"])
    assert graph.emulator.counts.leaked == ["/v1.0/users"]


def test_parts_of_a_batch_are_struck_on_their_own(graph):
    graph.emulator.faults.add(Mishap.BUSY, "users", times=1)

    found = graph.batch(USERS, USERS, USERS)

    assert sorted(each["status"] for each in found.values()) == [200, 200, 429]


def test_a_batch_can_go_wrong_as_a_whole(graph):
    graph.emulator.faults.add(Mishap.DOWN, "$batch", times=1)
    known = {"authorization": f"Bearer {graph.token}"}

    assert graph.wire.post("/v1.0/$batch", json={"requests": []}, headers=known).status_code == 503
