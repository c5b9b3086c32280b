"""A process that dies: what was there before remains, and the next one works."""

import shutil
import signal
import subprocess
import sys

import pytest

CODE = "import sys; from pilotage.cli.main import main; main(sys.argv[1:])"


def content(home):
    return {
        path.relative_to(home): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_the_main_job_that_is_stopped_leaves_the_home_as_it_was(demo, home, tmp_path, how):
    copy = shutil.copytree(home, tmp_path / "home")
    before = content(copy)
    words = [sys.executable, "-c", CODE, "--home", str(copy), "run", str(demo)]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as job:
        for line in job.stderr:
            if line.startswith("Assess"):
                job.send_signal(how)
        code = job.wait()

    assert code != 0
    assert content(copy) == before


def test_the_next_run_after_a_kill_works(ask, demo, home, tmp_path):
    copy = shutil.copytree(home, tmp_path / "home")
    (copy / ".stage").mkdir()
    (copy / ".stage/report.html").write_text("half")

    answer = ask("--home", copy, "run", demo, "--effort", "quick")

    assert answer.code == 0
    assert not (copy / ".stage").exists()
    assert (copy / "report.html").stat().st_size > 50_000
