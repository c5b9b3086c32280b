"""Walks of a real folder tree."""

import json
import os
import struct
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import Answers
from pilotage.connect.share import KIND
from pilotage.connect.share.names import SPACE
from pilotage.connect.share.rights import ACL, pretends
from pilotage.connect.share.walk import DEEPEST, Walk
from pilotage.facts.errors import InputError, SourceBusy, SourceDenied
from pilotage.facts.tables import SHARED_FOLDERS

NAME = r"\\Quay-FS1\Stock"
TARGET = "sites/Stock/Shared Documents"
NOBODY = 65534
CHANGED = datetime(2026, 1, 8, 12, tzinfo=UTC)


def silent(what, done, of):
    """Report nothing."""


def file(path, size=10):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (CHANGED.timestamp(), CHANGED.timestamp()))


@pytest.fixture
def stock(tmp_path):
    """A healthy share: two folders, and a file that lies in none."""
    share = tmp_path / "stock"
    file(share / "readme.txt", 5)
    file(share / "Prices" / "2026" / "list.XLSX", 100)
    file(share / "Prices" / "old.docx", 50)
    file(share / "Suppliers" / "letter.docx", 20)
    for path in (share, *share.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return share


def opened(share, **settings):
    return KIND.open({"path": str(share), "name": NAME, **settings})


def asked(share, folder, **settings):
    """Collect into ``folder``; return the manifest and the snapshot."""
    answers = Answers(folder)
    opened(share, **settings).collect(answers, silent)
    answers.complete(kind="share", connection="stock")
    manifest = json.loads((folder / "collection.json").read_text())
    return manifest, read_folder([folder], side="source", taken_at=NOW).snapshot


def rows(share, **settings):
    """Return what is said of each folder, by the last part of its name."""
    with TemporaryDirectory() as kept:
        _, snapshot = asked(share, Path(kept), **settings)
    found = snapshot[SHARED_FOLDERS].iter_rows(named=True)
    return {row["folder"].removeprefix(NAME.lower()).lstrip("\\"): row for row in found}


@contextmanager
def as_nobody():
    """Do without the rights of root, which may read everything."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_each_folder_is_counted_and_the_share_has_the_files_between(stock):
    found = rows(stock)
    counts = ("file_count", "size_bytes", "folder_count", "depth", "largest_file_bytes")

    assert [found[""][name] for name in counts] == [1, 5, 0, 0, 5]
    assert [found["prices"][name] for name in counts] == [2, 150, 1, 1, 100]
    assert [found["suppliers"][name] for name in counts] == [1, 20, 0, 0, 20]
    assert found["prices"]["types"] == ["xlsx=100", "docx=50"]
    assert found["prices"]["last_modified_at"] == CHANGED
    assert found["prices"]["server"] == "quay-fs1"


def test_a_healthy_share_has_nothing_to_say(stock):
    for row in rows(stock).values():
        assert row["refused_names"] == row["unreadable"] == row["link_count"] == 0
        assert row["open_to_everyone"] is False


def test_the_longest_path_counts_from_the_library_it_goes_to(stock):
    below = len("/Prices/2026/list.XLSX")
    prices = rows(stock)["prices"]

    assert prices["longest_path"] == len(TARGET) + below
    assert prices["longest_example"].endswith("/Prices/2026/list.XLSX")
    assert rows(stock, target="sites/S/D")["prices"]["longest_path"] == len("sites/S/D") + below


def test_names_that_sharepoint_refuses_are_counted_with_an_example(stock):
    file(stock / "Prices" / "b: draft.txt")
    file(stock / "Prices" / "a?.txt")
    (stock / "Suppliers" / "CON").mkdir()
    found = rows(stock)

    assert (found["prices"]["refused_names"], found["suppliers"]["refused_names"]) == (2, 1)
    assert found["prices"]["refused_example"].endswith("Prices/a?.txt")


def test_the_name_of_a_folder_of_the_share_itself_is_judged(stock):
    for name in ("Forms", "_vti_x", "end ", os.fsdecode(b"\xe4")):
        (stock / name).mkdir()
    found = rows(stock)

    assert len(found) == 7
    for name in ("forms", "_vti_x", f"end{SPACE}", r"\udce4".lstrip("\\")):
        assert found[name]["refused_names"] == 1


def test_a_link_out_of_the_tree_is_counted_and_not_followed(stock, tmp_path):
    file(tmp_path / "outside" / "secret.txt", 1_000)
    (stock / "Prices" / "out").symlink_to(tmp_path / "outside")
    (stock / "Prices" / "loop").symlink_to(stock)
    (stock / "away").symlink_to(tmp_path / "outside")
    found = rows(stock)

    assert (found["prices"]["size_bytes"], found["prices"]["link_count"]) == (150, 2)
    assert (found[""]["size_bytes"], found[""]["link_count"]) == (5, 1)
    assert "away" not in found


def test_a_hard_linked_file_counts_once(stock):
    os.link(stock / "Prices" / "old.docx", stock / "Prices" / "2026" / "again.docx")

    assert (rows(stock)["prices"]["file_count"], rows(stock)["prices"]["size_bytes"]) == (2, 150)


def test_a_pipe_is_no_file_and_is_not_opened(stock):
    os.mkfifo(stock / "Prices" / "pipe")

    assert rows(stock)["prices"]["file_count"] == 2


@pytest.mark.parametrize(
    ("place", "mode", "opened"),
    [
        ("Prices", 0o777, 1),
        ("Prices/2026", 0o777, 1),
        ("Prices/old.docx", 0o666, 1),
        ("Prices", 0o775, 0),
    ],
)
def test_what_everyone_may_write_is_found(stock, place, mode, opened):
    (stock / place).chmod(mode)
    found = rows(stock)["prices"]

    assert (found["open_count"], found["open_to_everyone"]) == (opened, bool(opened))


@pytest.mark.parametrize("above", ["Prices", "."])
def test_what_nobody_else_reaches_is_not_open(stock, above):
    (stock / "Prices" / "2026").chmod(0o777)
    (stock / above).chmod(0o750)

    assert rows(stock)["prices"]["open_to_everyone"] is False


def test_owner_group_mode_and_access_list_are_told(stock):
    entries = [
        (1, 7, -1),
        (2, 6, 4_000_001),
        (4, 5, -1),
        (8, 7, 4_000_002),
        (16, 5, -1),
        (32, 4, -1),
    ]
    packed = b"".join(struct.pack("<HHI", tag, bits, id % 2**32) for tag, bits, id in entries)
    try:
        os.setxattr(stock / "Prices", ACL, struct.pack("<I", 2) + packed)
    except OSError as error:
        pytest.skip(f"the file system keeps no access control lists: {error}")
    prices = rows(stock)["prices"]

    assert prices["shared_with"][2:] == ["group 4000002=r-x", "user 4000001=r--", "everyone=r--"]
    assert prices["shared_with"][0].startswith("owner ")
    assert prices["own_rights"] == 1


def test_rights_that_a_file_system_only_pretends_are_unknown(stock, tmp_path):
    mounts = tmp_path / "mounts"
    line = f"36 35 98:0 / {stock} rw,noatime master:1 - {{}} //quay/stock rw\n"
    root = "1 1 8:1 / / rw - ext4 /dev/sda rw\n"
    for kind, expected in (("cifs", True), ("ext4", False)):
        mounts.write_text(root + line.format(kind))
        assert pretends(stock / "Prices", mounts) is expected
    assert pretends(tmp_path / "elsewhere", mounts) is False

    wire = opened(stock)
    wire.pretends = True
    answers = Answers(tmp_path / "kept")
    wire.collect(answers, silent)
    kept = read_folder([tmp_path / "kept"], side="source", taken_at=NOW).snapshot[SHARED_FOLDERS]
    assert kept["open_to_everyone"].null_count() == kept.height == 3


def test_a_folder_that_may_not_be_read_is_counted_and_said():
    with TemporaryDirectory() as here, TemporaryDirectory() as kept:
        share, folder = Path(here) / "stock", Path(kept) / "kept"
        file(share / "Prices" / "list.xlsx")
        (share / "Prices" / "closed").mkdir(mode=0)
        for path in (here, kept):
            os.chmod(path, 0o777)
        with as_nobody():
            manifest, snapshot = asked(share, folder)
        (share / "Prices" / "closed").chmod(0o700)
    [row] = snapshot[SHARED_FOLDERS].filter(snapshot[SHARED_FOLDERS]["unreadable"] > 0).to_dicts()

    assert (row["unreadable"], row["file_count"]) == (1, 1)
    assert "closed" in manifest["withheld"]["unreadable in Prices"]["why"]
    assert "closed" in snapshot.missing(SHARED_FOLDERS)


def test_a_tree_without_a_bottom_ends(tmp_path):
    place = os.open(tmp_path, os.O_RDONLY)
    for _ in range(DEEPEST + 50):
        os.mkdir("d", dir_fd=place)
        below = os.open("d", os.O_RDONLY, dir_fd=place)
        os.close(place)
        place = below
    os.close(place)
    tally = Walk(str(tmp_path), 0).run()

    assert (tally.depth, tally.unreadable) == (DEEPEST, 1)


def test_a_share_that_cannot_be_listed_says_what_to_do(stock):
    wire = opened(stock)
    stock.rename(stock.with_name("gone"))

    with pytest.raises(SourceDenied, match="Mount it"):
        list(wire.probe())


def test_probe_says_that_folders_can_be_read(stock):
    assert [each.readable for each in opened(stock).probe()] == [True]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"path": "/nowhere"}, "path"), ({"name": "stock"}, "name"), ({"name": r"\\quay"}, "name")],
    ids=str,
)
def test_a_setting_that_makes_no_sense_is_named(stock, wrong, where):
    with pytest.raises(InputError) as caught:
        opened(stock, **wrong)
    assert caught.value.where == where


class Killed(Answers):
    """Dies right after the page with the number ``lives`` was kept."""

    lives = 1

    def page(self, name, file, body, *, after=""):
        super().page(name, file, body, after=after)
        self.lives -= 1
        if not self.lives:
            raise KeyboardInterrupt


@pytest.mark.parametrize("lives", [1, 2, 3])
def test_a_walk_that_was_killed_goes_on_behind_the_last_folder(stock, tmp_path, lives):
    file(stock / "$Archive" / "old.pdf", 7)
    wire = opened(stock)
    wire.clock = count(step=60).__next__
    killed = Killed(tmp_path / "killed")
    killed.lives = lives
    with pytest.raises(KeyboardInterrupt):
        wire.collect(killed, silent)

    _, resumed = asked(stock, tmp_path / "killed")
    _, whole = asked(stock, tmp_path / "whole")

    assert whole[SHARED_FOLDERS].height == 4
    assert resumed[SHARED_FOLDERS].equals(whole[SHARED_FOLDERS])


def test_a_share_that_goes_away_meanwhile_is_asked_again_later(stock, tmp_path):
    class Unmounted(Answers):
        def spent(self, name, effort):
            super().spent(name, effort)
            stock.rename(tmp_path / "elsewhere")

    with pytest.raises(SourceBusy, match="is gone"):
        opened(stock).collect(Unmounted(tmp_path / "kept"), silent)

    assert not Answers(tmp_path / "kept").stream("shared_folders").ended
