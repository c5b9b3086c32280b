import json

import pytest
from connect.graph.hostile import asking, hostile
from connect.graph.wire import NOW, quiet

from pilotage.connect.answers import Answers
from pilotage.connect.graph.refusals import Refused
from pilotage.connect.graph.resources import resources
from pilotage.connect.graph.run import Run
from pilotage.connect.graph.streams import read

[MEMBERS] = [each for each in resources() if each.id == "groupMembers"]
DENIED = {"error": {"code": "Authorization_RequestDenied", "message": "no"}}


def kept(answers, folder, groups=("a", "b")):
    """Read the members of ``groups`` from a server that answers a part by ``answers``; return
    the answers that were kept, by group.

    ``answers`` is called with the address of the server and the path of the part.
    """

    def says(path, requests):
        found = [(each["id"], *answers(server.address, each["url"])) for each in requests]
        return {
            "responses": [{"id": i, "status": s, "headers": {}, "body": b} for i, s, b in found]
        }

    with hostile(says, folder) as server, asking(server) as it:
        run = Run(it.client, Answers(folder / "answers"), quiet, NOW)
        listed = {"value": [{"id": each} for each in groups]}
        run.answers.page("groups", "groups-0001.json", json.dumps(listed).encode())
        read(run, MEMBERS)
    pages = sorted((folder / "answers").glob("groupMembers-*.json"))
    return [one for page in pages for one in json.loads(page.read_bytes())["responses"]]


def test_all_pages_of_a_group_lie_in_one_file(tmp_path):
    def answers(home, url):
        if url.endswith("p=2"):
            return 200, {"value": [{"id": "2"}]}
        more = {"@odata.nextLink": f"{home}/v1.0/groups/b/members?p=2"} if "/b/" in url else {}
        return 200, {"value": [{"id": "1"}], **more}

    found = kept(answers, tmp_path)

    assert [(one["body"]["group"], one["body"]["value"][0]["id"]) for one in found] == [
        ("a", "1"),
        ("b", "1"),
        ("b", "2"),
    ]
    assert len(list((tmp_path / "answers").glob("groupMembers-*"))) == 1


def test_twenty_groups_share_a_file(tmp_path):
    groups = [f"{number:02}" for number in range(45)]

    found = kept(lambda home, url: (200, {"value": []}), tmp_path, groups)

    assert [one["body"]["group"] for one in found] == groups
    assert len(list((tmp_path / "answers").glob("groupMembers-*"))) == 3


def test_no_group_means_no_question(tmp_path):
    assert kept(lambda home, url: (500, {}), tmp_path, []) == []
    assert Answers(tmp_path / "answers").stream("groupMembers").ended


def test_a_circle_is_found(tmp_path):
    def answers(home, url):
        return 200, {"value": [], "@odata.nextLink": f"{home}/v1.0/groups/a/members?p=2"}

    with pytest.raises(Refused, match="in a circle"):
        kept(answers, tmp_path, ["a"])


@pytest.mark.parametrize("place", ["https://elsewhere.example/v1.0/groups", "{home}/beta/groups"])
def test_a_next_page_elsewhere_is_refused(tmp_path, place):
    def answers(home, url):
        return 200, {"value": [], "@odata.nextLink": place.format(home=home)}

    with pytest.raises(Refused, match="next page"):
        kept(answers, tmp_path)


def test_a_permission_that_is_missing_for_all_is_a_refusal(tmp_path):
    with pytest.raises(Refused, match=r"GroupMember\.Read\.All"):
        kept(lambda home, url: (403, DENIED), tmp_path)


def test_one_group_that_is_denied_is_kept_as_unknown(tmp_path):
    def answers(home, url):
        return (403, DENIED) if "/b/" in url else (200, {"value": []})

    found = kept(answers, tmp_path)

    assert found[1]["body"] == {**DENIED, "group": "b"}


def test_a_group_that_is_gone_has_no_members(tmp_path):
    found = kept(lambda home, url: (404, DENIED), tmp_path)

    assert found[0]["body"] == {"value": [], "group": "a"}
