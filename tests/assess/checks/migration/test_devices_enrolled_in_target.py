from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import NOW, unread
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import DEVICES

CHECK = "migration.devices_enrolled_in_target"


def device(owner, managed=True):
    return {"devices": [{"device": f"pc-{owner}", "owner": owner, "managed": managed}]}


def after_the_move(**changes):
    return replace(ready(**changes), now=NOW + timedelta(days=60))


@pytest.mark.parametrize("target", [{}, device("ana"), device("ben", managed=False)])
def test_after_the_last_window_whoever_has_none_is_named(target):
    finding = answer(CHECK, after_the_move(source=device("ben"), target=target))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith("in the target: ben@harbour.example.")


def test_before_the_move_nothing_is_concluded():
    finding = answer(CHECK, ready(source=device("ben")))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "1 people have no managed device in the target yet" in finding.says


@pytest.mark.parametrize(
    ("source", "target"),
    [(device("ben"), device("ben")), (device("ben", managed=False), {}), (device("eva"), {})],
)
def test_an_enrolled_device_or_none_to_follow_passes(source, target):
    assert answer(CHECK, after_the_move(source=source, target=target)).outcome is Outcome.PASSED


def test_is_not_assessed_when_management_was_not_read():
    blind = unread(ready().target, DEVICES, "managed")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
