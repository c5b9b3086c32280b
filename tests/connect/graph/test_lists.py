import json

import pytest
from connect.graph.hostile import asking, hostile
from connect.graph.wire import NOW, quiet

from pilotage.connect.answers import Answers
from pilotage.connect.graph.lists import read_list
from pilotage.connect.graph.refusals import Refused
from pilotage.connect.graph.resources import resources
from pilotage.connect.graph.run import Run, kept

BY_ID = {each.id: each for each in resources()}


def listed(id, says, folder):
    """Read one list from a server; return the run and the paths that were asked for."""
    with hostile(says, folder) as server, asking(server) as it:
        run = Run(it.client, Answers(folder / "answers"), quiet, NOW)
        read_list(run, BY_ID[id])
    return run, [path for path, _ in server.heard]


def test_a_page_is_kept_as_it_was_sent(tmp_path):
    sent = b'{ "@odata.context" : "x",  "value" : [ {"id":"a"} ] }'

    listed("users", lambda path: (200, {}, sent), tmp_path)

    assert (tmp_path / "answers" / "users-0001.json").read_bytes() == sent


def test_a_list_that_was_cut_at_twenty_is_left_out(tmp_path):
    twenty = [{"id": str(number)} for number in range(20)]
    groups = [
        {"id": "many", "owners": twenty},
        {"id": "few", "owners": twenty[:3]},
        {"id": "linked", "owners": [], "owners@odata.nextLink": "https://graph.example/next"},
    ]

    listed("groups", lambda path: (200, {}, {"value": groups}), tmp_path)

    said = json.loads((tmp_path / "answers" / "groups-0001.json").read_bytes())
    assert said["value"] == [{"id": "many"}, groups[1], {"id": "linked"}]


@pytest.mark.parametrize(
    "message", ["Invalid page size specified: '999'.", "The query option 'Top' is not allowed."]
)
def test_a_size_of_page_that_graph_does_not_take_is_given_up(tmp_path, message):
    def says(path):
        if "$top" in path:
            return 400, {}, {"error": {"code": "BadRequest", "message": message}}
        return 200, {}, {"value": [{"id": "a"}]}

    run, heard = listed("userRegistrationDetails", says, tmp_path)

    assert run.answers.stream("userRegistrationDetails").ended
    assert ["$top" in path for path in heard] == [True, False]


def test_another_refusal_is_not_asked_again(tmp_path):
    error = {"error": {"code": "BadRequest", "message": "odd"}}

    with pytest.raises(Refused, match="odd"):
        listed("users", lambda path: (400, {}, error), tmp_path)


def test_pages_are_in_their_order_beyond_ten_thousand(tmp_path):
    for number in (9_999, 10_000, 2):
        (tmp_path / f"users-{number:04}.json").write_text("{}")

    assert [each.stem for each in kept(tmp_path, "users")] == [
        "users-0002",
        "users-9999",
        "users-10000",
    ]
