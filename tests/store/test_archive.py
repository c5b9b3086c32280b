"""An archive is taken whole and as it was made, or not at all."""

from __future__ import annotations

import json
import zipfile

import pytest

from pilotage.facts.errors import InputError
from pilotage.store.archive import MANIFEST, packing, unpack

KIND = "test/1"


def made(path, parts=None):
    with packing(path, KIND, {"of": "tests"}) as archive:
        for name, content in (parts or {"a.txt": b"one", "b/c.parquet": b"two"}).items():
            archive.add(name, [content])
    return path


def rewritten(path, change, dropped=()):
    """Write the archive anew with members changed or added, its manifest untouched."""
    with zipfile.ZipFile(path) as old:
        members = {name: old.read(name) for name in old.namelist() if name not in dropped}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in (members | change).items():
            new.writestr(name, content)
    return path


def test_an_archive_comes_back_as_it_was_made(tmp_path):
    manifest = unpack(made(tmp_path / "a.zip"), KIND, tmp_path)

    assert manifest.says == {"of": "tests"}
    assert (tmp_path / "a.txt").read_bytes() == b"one"
    assert (tmp_path / "b/c.parquet").read_bytes() == b"two"


def test_the_same_parts_make_the_same_bytes(tmp_path):
    assert made(tmp_path / "a.zip").read_bytes() == made(tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_half_an_archive_is_refused(tmp_path, share):
    path = made(tmp_path / "a.zip", {"a.txt": bytes(range(256)) * 50})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])

    with pytest.raises(InputError):
        unpack(path, KIND, tmp_path)


@pytest.mark.parametrize(
    ("change", "dropped", "says"),
    [
        ({"a.txt": b"One"}, (), "not what the archive says"),
        ({"a.txt": b"one and more"}, (), "not what the archive says"),
        ({"more.txt": b"x"}, (), "does not hold what it says: more.txt"),
        ({}, ("a.txt",), "does not hold what it says: a.txt"),
        ({}, (MANIFEST,), "only half of one"),
        ({MANIFEST: b"{"}, (), "manifest.json: cannot be read"),
        ({MANIFEST: b'{"format":"x/9","says":{},"parts":{}}'}, (), "format x/9"),
    ],
    ids=["changed", "longer", "more", "missing", "no-manifest", "broken-manifest", "other-format"],
)
def test_what_was_done_to_an_archive_is_seen(tmp_path, change, dropped, says):
    path = rewritten(made(tmp_path / "a.zip"), change, dropped)

    with pytest.raises(InputError, match=says):
        unpack(path, KIND, tmp_path)


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "a/../../out.txt", "a\\out.txt", "./o"])
def test_nothing_is_written_outside_the_folder(tmp_path, name):
    inside = tmp_path / "inside"
    inside.mkdir()
    path = made(tmp_path / "a.zip", {name: b"x"})

    with pytest.raises(InputError, match="outside"):
        unpack(path, KIND, inside)

    assert not list(inside.iterdir())


def test_bytes_that_do_not_unpack_are_refused_with_a_sentence(tmp_path):
    path = made(tmp_path / "all.zip")
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        part = next(each for each in archive.infolist() if each.filename != MANIFEST)
    name, extra = (int.from_bytes(data[part.header_offset + at :][:2], "little") for at in (26, 28))
    start = part.header_offset + 30 + name + extra
    data[start : start + 4] = b"\xff" * 4
    path.write_bytes(data)

    with pytest.raises(InputError, match="archive"):
        unpack(path, KIND, tmp_path)


def test_a_zip_bomb_is_refused_before_it_grows(tmp_path):
    path = made(tmp_path / "a.zip", {"a.txt": bytes(8 * 1024**2)})

    with pytest.raises(InputError, match="shrank too much"):
        unpack(path, KIND, tmp_path)

    assert not (tmp_path / "a.txt").exists()


def test_more_than_the_disk_holds_is_refused(tmp_path):
    path = made(tmp_path / "a.zip")
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read(MANIFEST))
    manifest["parts"]["a.txt"]["size"] = 10**15
    rewritten(path, {MANIFEST: json.dumps(manifest)})

    with pytest.raises(InputError, match="there is room for"):
        unpack(path, KIND, tmp_path)


def test_an_archive_that_cannot_be_written_leaves_nothing(tmp_path):
    (tmp_path / "a.zip").mkdir()

    with pytest.raises(InputError, match="cannot be written"):
        made(tmp_path / "a.zip")

    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]
