import pytest


def test_parts_are_answered_each_on_its_own(graph):
    found = graph.batch("/users?$top=1&$select=id", "/shoes", "/organization")

    assert [found[id]["status"] for id in "012"] == [200, 400, 200]
    assert found["1"]["body"]["error"]["code"] == "BadRequest"


def test_parts_are_throttled_on_their_own_inside_a_200(limited):
    found = limited.batch(*["/auditLogs/signIns?$top=1"] * 8)

    assert sorted(each["status"] for each in found.values()) == [200] * 5 + [429] * 3
    late = next(each for each in found.values() if each["status"] == 429)
    assert int(late["headers"]["Retry-After"]) >= 1


def test_a_count_in_a_batch_is_a_number(graph):
    parts = [
        {"id": "a", "method": "GET", "url": "/users/$count",
         "headers": {"ConsistencyLevel": "eventual"}}
    ]  # fmt: skip
    known = {"authorization": f"Bearer {graph.token}"}

    [answer] = graph.wire.post("/v1.0/$batch", json={"requests": parts}, headers=known).json()[
        "responses"
    ]

    assert answer["body"] == len(graph.emulator.tenant.lists["users"])


def test_a_part_that_waits_for_a_failed_one_fails(graph):
    parts = [
        {"id": "a", "method": "GET", "url": "/shoes"},
        {"id": "b", "method": "GET", "url": "/users", "dependsOn": ["a"]},
    ]
    known = {"authorization": f"Bearer {graph.token}"}

    answer = graph.wire.post("/v1.0/$batch", json={"requests": parts}, headers=known).json()

    assert {each["id"]: each["status"] for each in answer["responses"]} == {"a": 400, "b": 424}


@pytest.mark.parametrize(
    "payload",
    [
        {"requests": [{"id": str(n), "method": "GET", "url": "/users"} for n in range(21)]},
        {"requests": [{"id": "a", "method": "GET", "url": "/users"}] * 2},
        {"questions": []},
        [],
    ],
    ids=["too_many", "same_id", "no_requests", "a_list"],
)
def test_a_batch_that_graph_would_not_take_is_refused(graph, payload):
    known = {"authorization": f"Bearer {graph.token}"}

    assert graph.wire.post("/v1.0/$batch", json=payload, headers=known).status_code == 400


def test_requests_and_parts_are_counted_apart(graph):
    graph.batch("/users", "/users", "/groups")
    graph.get("/users")

    assert graph.emulator.counts.requests == {"$batch": 1, "users": 1}
    assert graph.emulator.counts.parts == {"users": 2, "groups": 1}
    assert graph.wire.get("/_emulator/counts").json()["parts"] == {"users": 2, "groups": 1}
