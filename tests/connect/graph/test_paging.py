import itertools

import pytest
from connect.graph.hostile import TOKEN, asking, hostile

from pilotage.connect.graph.paging import checked, pages
from pilotage.connect.graph.refusals import Expired, Refused
from pilotage.connect.graph.resources import resources

[USERS] = [each for each in resources() if each.id == "users"]
HOME = "https://graph.example:8443"


def walk(server, it, **changes):
    first = f"{server.address}/v1.0/users"
    return list(pages(it.client, USERS, first, first=True, **changes))


def test_follows_pages_to_the_last_one_also_through_an_empty_one(tmp_path):
    def says(path):
        number = int(path.partition("=")[2] or 0)
        body = {"value": [] if number == 1 else [{"id": str(number)}]}
        if number < 3:
            body["@odata.nextLink"] = f"{server.address}/v1.0/users?p={number + 1}"
        return 200, {}, body

    with hostile(says, tmp_path) as server, asking(server) as it:
        found = walk(server, it)

    assert [one["id"] for page in found for one in page.objects] == ["0", "2", "3"]
    assert [bool(page.after) for page in found] == [True, True, True, False]


def test_a_circle_is_found(tmp_path):
    def says(path):
        other = "b" if path.endswith("a") else "a"
        return 200, {}, {"value": [], "@odata.nextLink": f"{server.address}/v1.0/users?p={other}"}

    with (
        hostile(says, tmp_path) as server,
        asking(server) as it,
        pytest.raises(Refused, match="in a circle"),
    ):
        walk(server, it)

    assert len(server.heard) == 3


def test_pages_without_end_are_bounded(tmp_path):
    count = itertools.count()

    def says(path):
        link = f"{server.address}/v1.0/users?p={next(count)}"
        return 200, {}, {"value": [], "@odata.nextLink": link}

    with (
        hostile(says, tmp_path) as server,
        asking(server) as it,
        pytest.raises(Refused, match="pages of one answer"),
    ):
        walk(server, it, most=5)

    assert len(server.heard) == 5


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example:8443/v1.0/users?p=2",
        "https://graph.example/v1.0/users?p=2",
        "http://graph.example:8443/v1.0/users?p=2",
        "https://graph.example:8443@elsewhere.example/v1.0/users",
        "https://somebody@graph.example:8443/v1.0/users",
        "/v1.0/users?p=2",
        "https://[",
        7,
    ],
)
def test_a_next_page_elsewhere_is_not_asked_for(link):
    with pytest.raises(Refused, match="next page"):
        checked(HOME, link)


def test_a_next_page_at_home_is_asked_for():
    assert checked(HOME, f"{HOME}/v1.0/users?p=2") == f"{HOME}/v1.0/users?p=2"
    assert checked(HOME, None) == ""


def test_a_redirect_is_refused_and_the_token_stays(tmp_path):
    (tmp_path / "other").mkdir()
    with hostile(lambda path: (200, {}, {"value": []}), tmp_path / "other") as other:
        away = (302, {"location": f"{other.address}/v1.0/users"}, b"")
        with (
            hostile(lambda path: away, tmp_path) as server,
            asking(server) as it,
            pytest.raises(Refused, match="sent us on to localhost") as refused,
        ):
            walk(server, it)

    assert other.heard == []
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize(
    ("status", "code"),
    [(410, "resyncRequired"), (400, "Directory_ExpiredPageToken"), (400, "Request_BadRequest")],
)
def test_a_link_that_is_stale_is_told_apart_from_a_refusal(tmp_path, status, code):
    def says(path):
        if "p=2" in path:
            return status, {}, {"error": {"code": code, "message": "no longer"}}
        return 200, {}, {"value": [], "@odata.nextLink": f"{server.address}/v1.0/users?p=2"}

    with (
        hostile(says, tmp_path) as server,
        asking(server) as it,
        pytest.raises(Expired, match="no longer valid"),
    ):
        walk(server, it)


@pytest.mark.parametrize("body", [b"[1, 2]", b'"text"', b"null"])
def test_an_answer_that_is_no_page_is_refused(tmp_path, body):
    with (
        hostile(lambda path: (200, {}, body), tmp_path) as server,
        asking(server) as it,
        pytest.raises(Refused, match="no page"),
    ):
        walk(server, it)
