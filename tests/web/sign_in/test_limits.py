"""Tries at the door are counted together by every process of the pages."""

from __future__ import annotations

import os
import subprocess
import sys

from pilotage.engine.serving import environment

TRY = """
import sys, django; django.setup()
from allauth.core import ratelimit
from django.test import RequestFactory
request = RequestFactory().post("/accounts/login/")
print(sum(bool(ratelimit.consume(request, action="login_failed", key="ana@demo.example"))
          for _ in range(int(sys.argv[1]))))
"""


def tries(home, count: int) -> int:
    """Return how many of the tries another process lets through."""
    env = dict(environment(home)) | {"PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.run(
        [sys.executable, "-c", TRY, str(count)], env=env, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return int(said.stdout)


def test_two_processes_let_no_more_tries_through_than_one(tmp_path):
    assert tries(tmp_path / "alone", 20) == tries(tmp_path / "shared", 3) + tries(
        tmp_path / "shared", 20
    )
    assert tries(tmp_path / "shared", 1) == 0


def test_nobody_else_on_the_machine_reads_the_counts(tmp_path):
    tries(tmp_path, 1)

    assert (tmp_path / ".cache").stat().st_mode & 0o077 == 0
