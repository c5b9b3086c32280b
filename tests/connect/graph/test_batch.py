from contextlib import contextmanager

import pytest
from connect.graph.hostile import asking, hostile

from pilotage.connect.graph.batch import Part, ask_together
from pilotage.connect.graph.throttle import DIRECTORY
from pilotage.facts.errors import SourceBusy


@contextmanager
def asked_by(says, folder):
    """Yield a client of a server that answers batches by ``says``."""
    with hostile(says, folder) as server, asking(server) as it:
        yield it


PARTS = [Part(f"/groups/{number}/members", DIRECTORY) for number in range(45)]


class Batches:
    """Answers batches; ``bad`` maps a place to the statuses it gets first."""

    def __init__(self, bad=None, turned=True):
        self.bad, self.turned, self.batches = bad or {}, turned, []

    def __call__(self, path, requests):
        self.batches.append([each["id"] for each in requests])
        answers = []
        for each in requests:
            left = self.bad.get(int(each["id"]), [])
            status = left.pop(0) if left else 200
            headers = {"Retry-After": "3"} if status == 429 else {}
            answers.append({"id": each["id"], "status": status, "headers": headers,
                            "body": {"url": each["url"]}})  # fmt: skip
        return {"responses": answers[::-1] if self.turned else answers}


def test_answers_come_in_the_order_of_the_questions(tmp_path):
    batches = Batches()
    with asked_by(batches, tmp_path) as it:
        found = ask_together(it.client, "groupMembers", PARTS)

    assert [each.body["url"] for each in found] == [each.path for each in PARTS]
    assert [len(each) for each in batches.batches] == [20, 20, 5]


def test_only_the_parts_that_were_refused_are_asked_again(tmp_path):
    batches = Batches({3: [429], 7: [429, 503]})
    with asked_by(batches, tmp_path) as it:
        found = ask_together(it.client, "groupMembers", PARTS[:20])

    assert {each.status for each in found} == {200}
    assert batches.batches[1:] == [["3", "7"], ["7"]]
    assert it.client.paces[DIRECTORY].share < 1
    assert sum(it.slept) >= 3
    assert sum(each.retries for each in it.spent) == 3


def test_answers_to_parts_win_the_pace_back(tmp_path):
    batches = Batches({3: [429]})
    with asked_by(batches, tmp_path) as it:
        ask_together(it.client, "groupMembers", PARTS[:20])
        slow = it.client.paces[DIRECTORY].share
        ask_together(it.client, "groupMembers", PARTS[:20])
        assert it.client.paces[DIRECTORY].share > slow


def test_a_spare_part_is_not_asked_again(tmp_path):
    batches = Batches({0: [500]})
    spare = Part("/users/$count", DIRECTORY, spare=True)
    with asked_by(batches, tmp_path) as it:
        found = ask_together(it.client, "together", [spare, PARTS[0]])

    assert [each.status for each in found] == [500, 200]
    assert len(batches.batches) == 1


def test_a_part_that_is_denied_is_an_answer(tmp_path):
    batches = Batches({1: [403], 2: [404]})
    with asked_by(batches, tmp_path) as it:
        found = ask_together(it.client, "groupMembers", PARTS[:4])

    assert [each.status for each in found] == [200, 403, 404, 200]
    assert len(batches.batches) == 1


def test_a_part_whose_token_ended_is_asked_once_more(tmp_path):
    batches = Batches({0: [401], 1: [401, 401]})
    with asked_by(batches, tmp_path) as it:
        found = ask_together(it.client, "groupMembers", PARTS[:2])

    assert [each.status for each in found] == [200, 401]


def test_a_part_that_was_left_out_is_asked_again(tmp_path):
    class Forgetful(Batches):
        def __call__(self, path, requests):
            said = super().__call__(path, requests)["responses"]
            return {"responses": [*said[: max(1, len(said) - 1)], "odd", {"id": "0"}]}

    batches = Forgetful()
    with asked_by(batches, tmp_path) as it:
        found = ask_together(it.client, "groupMembers", PARTS[:3])

    assert len(found) == 3
    assert batches.batches == [["0", "1", "2"], ["0"]]


def test_parts_that_stay_refused_are_said(tmp_path):
    batches = Batches({0: [429] * 50})
    with asked_by(batches, tmp_path) as it, pytest.raises(SourceBusy, match="1 parts of a batch"):
        ask_together(it.client, "groupMembers", PARTS[:2])

    assert len(batches.batches) == 4


def test_each_part_counts_against_its_own_limit(tmp_path):
    parts = [Part(f"/groups/{number}", DIRECTORY, 100) for number in range(60)]
    with asked_by(Batches(), tmp_path) as it:
        ask_together(it.client, "groupMembers", parts)

    assert sum(it.slept) >= 10
