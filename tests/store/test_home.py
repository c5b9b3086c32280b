import os
import subprocess
import sys

import pytest

from pilotage.facts.errors import HomeBusy, InputError
from pilotage.store.home import new_folder, write_file, writing

HOLD = """
import sys, pathlib
from pilotage.store.home import writing
with writing(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_home_that_another_process_writes_is_left_alone_and_it_is_named(tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(HomeBusy, match=f"process {other.pid}"), writing(tmp_path):
            pass
        other.stdin.close()

    with writing(tmp_path):
        assert (tmp_path / ".lock").read_text() == str(os.getpid())


def test_a_folder_is_replaced_as_a_whole_or_not_at_all(tmp_path):
    folder = tmp_path / "runbooks"
    with new_folder(folder) as fresh:
        write_file(fresh / "old", "1")

    with pytest.raises(InputError), new_folder(folder) as fresh:
        write_file(fresh / "old" / "new", write_file(fresh / "old", "2") or "killed")

    assert [path.name for path in folder.iterdir()] == ["old"]
    with new_folder(folder) as fresh:
        write_file(fresh / "new", "2")
    assert [path.name for path in folder.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["runbooks"]


def test_a_path_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(InputError, match="cannot be written"):
        write_file(tmp_path / "file" / "below", "x")
    with pytest.raises(InputError, match="--home"), writing(tmp_path / "file"):
        pass


def test_a_link_keeps_pointing_where_it_does(tmp_path):
    link = tmp_path / "plan.json"
    link.symlink_to(tmp_path / "real.json")

    write_file(link, "new")

    assert link.is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
        write_file(pipe, "new")

        assert reader.stdout.read() == "new"
    assert pipe.is_fifo()
