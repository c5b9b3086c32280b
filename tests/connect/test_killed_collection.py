"""``pilotage collect`` that is killed while it asks a live system, and goes on when asked again."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from emulator import NO_LIMITS, Emulator, demo_tenant, serving
from polars.testing import assert_frame_equal

from pilotage.store import snapshots

COMMAND = "import sys; from pilotage.cli.main import main; main(sys.argv[1:])"
KILLS = 3


def pilotage(home, *words):
    """Return the process that runs a command on the home folder."""
    environment = {
        **os.environ,
        "PILOTAGE_KEY": "x" * 43 + "=",
        "SECRET": "emulated-secret",
    }
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "--home", str(home), *words],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def done(home, *words):
    """Run a command to its end, which must be a good one."""
    with pilotage(home, *words) as process:
        _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said


def connected(home, emulator, running):
    """Keep a connection to the emulator in the home folder."""
    settings = {
        "tenant": emulator.tenant.id,
        "client_id": emulator.apps[0].client_id,
        "sign_in": "secret",
        "endpoint": running.address,
        "authority": running.address,
        "ca_file": running.certificate,
    }
    given = [word for key, value in settings.items() for word in ("--set", f"{key}={value}")]
    done(home, "connection", "add", "demo", "graph", *given, "--secret", "secret=env:SECRET")


def killed_after(home, emulator, requests):
    """Kill a collection when it has asked for so much; return whether it was not done before."""
    until = emulator.counts.requests.total() + requests
    with pilotage(home, "collect", "demo") as process:
        while process.poll() is None and emulator.counts.requests.total() < until:
            time.sleep(0.01)
        process.kill()
    return process.returncode == -signal.SIGKILL


@pytest.fixture(scope="module")
def emulator():
    return Emulator(demo_tenant(60, 1, date.today()), limits=NO_LIMITS)


def test_a_command_killed_at_any_moment_keeps_the_same_snapshot_in_the_end(emulator, tmp_path):
    dice = random.Random(3)
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    with serving(emulator, tmp_path) as running:
        connected(whole, emulator, running)
        shutil.copytree(whole, broken)
        done(whole, "collect", "demo")
        for _ in range(KILLS):
            assert killed_after(broken, emulator, dice.randint(2, 9))
            assert snapshots.latest(broken, "source") is None
        done(broken, "collect", "demo")

    expected, found = snapshots.latest(whole, "source"), snapshots.latest(broken, "source")
    assert expected.captures.keys() == found.captures.keys()
    for name, capture in expected.captures.items():
        assert_frame_equal(found.captures[name].frame, capture.frame)
        assert found.captures[name].missing == capture.missing
    assert not list((broken / "collections").glob("*/*"))
