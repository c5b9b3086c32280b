"""What goes wrong is said in a sentence, with the right exit code, and as JSON on request."""

import json
import os
import subprocess
import sys

import click
import pytest

from pilotage.cli.failure import fail
from pilotage.facts.errors import Infeasible, InputError, NotKnown


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (InputError("is cut off", where="a.json:3"), 1, "Error: a.json:3: is cut off\n"),
        (NotKnown("there is no plan"), 1, "Error: there is no plan\n"),
        (Infeasible(["50 people", "no window"]), 3, "Not possible: 50 people\n  no window\n"),
        (OSError(28, "No space left on device", "/home/x"), 1, "/home/x: No space left on device"),
        (MemoryError(), 1, "not enough memory"),
        (KeyboardInterrupt(), 1, "What was there before is unchanged"),
        (click.Abort(), 1, "What was there before is unchanged"),
        (ZeroDivisionError("division by zero"), 1, "It is a fault in Pilotage"),
    ],
)
def test_every_failure_is_a_sentence_and_a_code(capsys, error, code, said):
    assert fail(error, as_json=False) == code
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, "Traceback" in printed.err) == ("", False)


def test_a_script_gets_the_parts_of_an_error(ask, tmp_path):
    answer = ask("plan", tmp_path / "absent.json", "--json")

    said = json.loads(answer.out)
    assert answer.code == 1
    assert said["error"].startswith("cannot be read")
    assert said["where"] == str(tmp_path / "absent.json")


def test_wrong_usage_is_json_too_where_a_script_asks(ask):
    answer = ask("plan", "--effort", "endless", "--json")

    assert answer.code == 2
    assert "endless" in json.loads(answer.out)["error"]
    assert "Usage:" in answer.err


def test_a_fault_of_our_own_shows_its_place_when_asked(capsys, monkeypatch):
    monkeypatch.setenv("PILOTAGE_DEBUG", "1")

    fail(ZeroDivisionError("division by zero"), as_json=False)

    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_reader_that_goes_away_is_no_error_to_look_at(home):
    code = "import sys; from pilotage.cli.main import main; main(sys.argv[1:])"
    words = [sys.executable, "-c", code, "--home", str(home), "dependencies", "--export", "csv"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(os.environ)
    ) as asked:
        asked.stdout.readline()
        asked.stdout.close()
        err = asked.stderr.read().decode()

    assert "Traceback" not in err
    assert "BrokenPipe" not in err
