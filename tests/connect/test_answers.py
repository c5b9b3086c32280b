import json

import pytest

from pilotage.connect.answers import COLLECTION, JOURNAL, Answers, Effort, Stream
from pilotage.facts.errors import InputError


def test_goes_on_where_an_earlier_attempt_ended(tmp_path):
    first = Answers(tmp_path)
    first.spent("users", Effort(requests=2, bytes=10, retries=1, waited=0.5))
    first.page("users", "users-0001.json", b"{}", after="https://graph.example/next")

    again = Answers(tmp_path)

    assert again.stream("users") == Stream(1, "https://graph.example/next", ended=False)
    assert again.effort["users"] == Effort(2, 10, 1, 0.5)
    again.page("users", "users-0002.json", b"{}")
    assert Answers(tmp_path).stream("users") == Stream(2, "", ended=True)


def test_a_line_that_was_cut_off_is_forgotten(tmp_path):
    Answers(tmp_path).page("users", "users-0001.json", b"{}", after="next")
    with (tmp_path / JOURNAL).open("ab") as out:
        out.write(b'{"stream": "users", "pages": 2, "aft')

    again = Answers(tmp_path)
    assert again.stream("users") == Stream(1, "next", ended=False)
    again.page("users", "users-0002.json", b"{}")
    assert Answers(tmp_path).stream("users").ended


def test_a_journal_that_is_all_one_torn_line_is_a_new_start(tmp_path):
    (tmp_path / JOURNAL).write_bytes(b'{"stre')

    assert Answers(tmp_path).stream("users") == Stream()
    assert (tmp_path / JOURNAL).read_bytes() == b""


def test_no_half_file_stands_in_a_place(tmp_path):
    answers = Answers(tmp_path)
    answers.page("users", "members/a.json", b"{}")

    assert [each.name for each in (tmp_path / "members").iterdir()] == ["a.json"]


def test_what_is_withheld_ends_its_stream_and_is_in_the_manifest(tmp_path):
    answers = Answers(tmp_path)
    answers.withhold("roles", ["role_assignments"], "the permission is missing")
    answers.complete(kind="graph", tenant="Harbour")

    assert Answers(tmp_path).stream("roles").ended
    manifest = json.loads((tmp_path / COLLECTION).read_text())
    assert manifest["withheld"]["roles"]["why"] == "the permission is missing"
    assert manifest["kind"] == "graph"


def test_a_restart_forgets_the_pages_but_not_the_effort(tmp_path):
    answers = Answers(tmp_path)
    answers.spent("users", Effort(requests=1))
    answers.page("users", "users-0001.json", b"{}", after="next")
    answers.restart("users")

    assert Answers(tmp_path).stream("users") == Stream()
    assert Answers(tmp_path).effort["users"].requests == 1


@pytest.mark.parametrize("name", ["../outside.json", "/etc/outside.json"])
def test_nothing_is_written_outside_its_folder(tmp_path, name):
    with pytest.raises(InputError, match="outside"):
        Answers(tmp_path / "inner").page("users", name, b"{}")


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="cannot be kept"):
        Answers(tmp_path / "file" / "inner")


def test_a_folder_is_made_for_its_owner_alone(tmp_path):
    Answers(tmp_path / "kept")

    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("line", ["\0\0\0", "[]", "{}", '{"stream": "users"}', '{"begun": "soon"}'])
def test_a_journal_that_is_not_ours_is_said_with_its_line(tmp_path, line):
    Answers(tmp_path).page("users", "users-0001.json", b"{}", after="next")
    with (tmp_path / JOURNAL).open("a") as out:
        out.write(f"{line}\n")

    with pytest.raises(InputError, match=r"no line of a journal.*collect anew") as caught:
        Answers(tmp_path)
    assert caught.value.where == f"{tmp_path / JOURNAL}:2"
