from datetime import timedelta

import pytest
from harbour import NOW

from pilotage.facts.errors import HomeBusy
from pilotage.store.collections import OLD, collecting, discard, keep, kept


def pages(home, now, **how):
    """Return when a collection began, and how many pages it has already."""
    with collecting(home, "harbour", now, **how) as answers:
        return answers.begun, answers.stream("users").pages


def first(home):
    with collecting(home, "harbour", NOW) as answers:
        answers.page("users", "users-0001.json", b"{}", after="next")


def test_what_was_left_is_gone_on_with(tmp_path):
    first(tmp_path)

    assert pages(tmp_path, NOW + timedelta(hours=1)) == (NOW, 1)


def test_what_is_too_old_to_be_of_one_moment_begins_anew(tmp_path):
    first(tmp_path)
    later = NOW + OLD + timedelta(seconds=1)

    assert pages(tmp_path, later) == (later, 0)


def test_it_begins_anew_on_request(tmp_path):
    first(tmp_path)

    assert pages(tmp_path, NOW, fresh=True) == (NOW, 0)


def test_two_cannot_collect_from_one_connection(tmp_path):
    with collecting(tmp_path, "harbour", NOW):
        with pytest.raises(HomeBusy, match="another process is collecting from harbour"):
            pages(tmp_path, NOW)
        with collecting(tmp_path, "quay", NOW) as other:
            assert other.stream("users").pages == 0


def test_a_discarded_collection_leaves_no_answers(tmp_path):
    with collecting(tmp_path, "harbour", NOW) as answers:
        answers.page("users", "users-0001.json", b"{}")
        discard(answers)

    assert not answers.folder.exists()


def kept_once(home, body=b"{}", **settings):
    """Complete a collection with ``settings`` and keep it."""
    with collecting(home, "harbour", NOW) as answers:
        answers.page("users", "users-0001.json", body)
        answers.complete(settings=settings)
        keep(answers)


def test_a_collection_that_was_kept_is_found_again_and_the_next_one_begins_anew(tmp_path):
    kept_once(tmp_path, tenant="a")
    found = kept(tmp_path, "harbour", {"tenant": "a"})

    assert found
    assert (found / "users-0001.json").is_file()
    assert pages(tmp_path, NOW + timedelta(minutes=1)) == (NOW + timedelta(minutes=1), 0)
    assert (found / "users-0001.json").is_file()


def test_the_newest_collection_that_was_kept_replaces_the_one_before(tmp_path):
    kept_once(tmp_path, b"[1]")
    kept_once(tmp_path, b"[2]")
    found = kept(tmp_path, "harbour", {})

    assert found
    assert (found / "users-0001.json").read_bytes() == b"[2]"
    assert [each.name for each in (tmp_path / "collections").iterdir() if each.is_dir()] == [
        "harbour.last"
    ]


def test_what_was_kept_of_another_system_is_not_gone_by(tmp_path):
    kept_once(tmp_path, tenant="a")

    assert kept(tmp_path, "harbour", {"tenant": "b"}) is None
    assert kept(tmp_path, "quay", {"tenant": "a"}) is None
