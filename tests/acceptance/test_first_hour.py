"""From nothing to the first screen, and what the demo is."""

from __future__ import annotations

import time
import urllib.request


def test_the_loaded_demo_answers_within_two_minutes_r18(workspace):
    began = time.monotonic()

    address = workspace.serve()

    with urllib.request.urlopen(address + "/", timeout=30) as answer:
        assert answer.status == 200
    assert time.monotonic() - began < 120


def test_somebody_of_the_demo_signs_in_and_sees_the_day(workspace):
    page = workspace.browser("lead")

    assert "Maya Osei" in page.content()


def test_loading_again_leaves_what_is_there(workspace):
    before = workspace.run("demo", "load", "brightlane", "--json").json()

    assert workspace.run("demo", "load", "brightlane", "--json").json() == before
    assert "marlow-freight-demo/brightlane" in before["migrations"]
