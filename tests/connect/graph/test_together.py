import base64
import json

import pytest
from connect.graph.hostile import asking, hostile
from connect.graph.wire import NOW, quiet

from pilotage.connect.answers import Answers
from pilotage.connect.graph.declared import SINGLE
from pilotage.connect.graph.resources import resources
from pilotage.connect.graph.run import Run
from pilotage.connect.graph.together import read_together

SINGLES = [each.id for each in resources() if each.shape == SINGLE]


def together(answers, folder):
    """Read the small answers from a server that answers a part by its path; return the run and
    what was withheld."""
    withheld = {}

    def says(path, requests):
        found = [(each["id"], *answers(each)) for each in requests]
        return {"responses": [{"id": id, "status": code, "body": body} for id, code, body in found]}

    with hostile(says, folder) as server, asking(server) as it:
        run = Run(it.client, Answers(folder / "answers"), quiet, NOW)
        read_together(run, resources(), lambda one, refused: withheld.update({one.id: refused.why}))
        assert len(server.heard) == 1
    return run, withheld


@pytest.mark.parametrize(
    "count",
    [1234, "1234", "\ufeff1234", base64.b64encode(b"1234").decode(),
     base64.b64encode(b"\xef\xbb\xbf1234").decode()],
    ids=["number", "text", "marked", "encoded", "encoded and marked"],
)  # fmt: skip
def test_counts_come_with_the_small_answers_in_one_request(tmp_path, count):
    def answers(asked):
        if asked["url"].endswith("/$count"):
            assert asked["headers"] == {"ConsistencyLevel": "eventual"}
            return 200, count
        return 200, {"value": []}

    run, withheld = together(answers, tmp_path)

    assert run.totals["users"] == 1234
    assert run.totals["groups"] == 1234
    assert not withheld
    assert all(run.answers.stream(id).ended for id in SINGLES)


@pytest.mark.parametrize(("status", "body"), [(403, {}), (500, {}), (200, "odd"), (200, None)])
def test_a_count_that_is_not_told_is_unknown(tmp_path, status, body):
    def answers(asked):
        return (status, body) if asked["url"].endswith("/$count") else (200, {"value": []})

    run, _ = together(answers, tmp_path)

    assert run.totals["users"] == 0


def test_one_answer_that_is_refused_does_not_hold_up_the_others(tmp_path):
    def answers(asked):
        if asked["url"] == "/policies/authorizationPolicy":
            return 403, {"error": {"code": "AccessDenied", "message": "no"}}
        return 200, {"value": [{"id": "a"}]}

    _, withheld = together(answers, tmp_path)

    assert list(withheld) == ["authorizationPolicy"]
    assert "Policy.Read.All" in withheld["authorizationPolicy"]
    kept = tmp_path / "answers" / "domains-0001.json"
    assert json.loads(kept.read_bytes()) == {"value": [{"id": "a"}]}


def test_what_is_there_is_not_asked_again(tmp_path):
    run, _ = together(lambda asked: (200, {"value": []}), tmp_path)
    asked = []

    read_together(run, resources(), lambda one, refused: asked.append(one.id))

    assert not asked
