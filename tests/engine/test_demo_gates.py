"""The demo's gates: what is past was signed by two people, what is ahead by nobody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from control_room import NOW, ours

from pilotage.engine.demo_gates import sign_past_gates
from pilotage.engine.gates import Gates

pytestmark = pytest.mark.django_db


def test_every_gate_that_is_past_was_signed_in_time_and_none_that_is_ahead():
    later = NOW + timedelta(days=14)

    sign_past_gates(ours(), later)

    states = Gates(ours(), later).all()
    past = [s for s in states if s.point.decide_at and s.point.decide_at < later]
    assert past
    assert {state.decided.word for state in past} == {"go"}
    assert not [state for state in states if state.signatures and state not in past]
    for state in past:
        assert state.point.decide_at is not None
        assert all(each.at < state.point.decide_at for each in state.signatures)
        assert len({each.person for each in state.signatures}) == 2
