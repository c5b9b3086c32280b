"""The day of one person."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from pilotage.coordinate.day import Group, Reader, matters
from pilotage.facts.engagement import Decision, Message
from pilotage.facts.handoff import Handoff
from pilotage.facts.signed import Attestation
from pilotage.facts.task import Task

NOW = datetime(2026, 11, 12, 9, 40, tzinfo=UTC)
MAYA, HELEN = Reader("Maya Osei", leads=True), Reader("Helen Marlow", leads=False)
QUESTION = Decision("Start at 17:30?", "Helen Marlow", date(2026, 11, 13))
ASK = Handoff("a date", "CargoSoft", "Maya Osei", datetime(2026, 11, 6, 9, tzinfo=UTC))


def day(reader, reasons=(), gaps=(), **items):
    listed = {kind: [("1", value) for value in values] for kind, values in items.items()}
    return matters(reader, listed, reasons, NOW, gaps)


@pytest.mark.parametrize(
    ("reader", "group"), [(HELEN, Group.MINE), (MAYA, Group.WAITING)], ids=["decider", "lead"]
)
def test_an_open_decision_is_the_deciders_and_the_lead_waits_for_it(reader, group):
    [matter] = day(reader, decision=[QUESTION])

    assert (matter.group, matter.state, matter.by) == (group, "soon", date(2026, 11, 13))


def test_an_answered_decision_is_nobodys_business_any_more():
    answered = Decision("Start?", "Helen Marlow", answered_on=date(2026, 11, 11), answer="yes")

    assert day(HELEN, decision=[answered]) == ()


def test_a_silent_party_is_named_with_how_long_it_is_silent():
    [matter] = day(MAYA, handoff=[ASK])

    assert (matter.group, matter.state) == (Group.WAITING, "overdue")
    assert "No answer for 6 days" in matter.why


def test_a_reason_of_the_state_is_of_whom_it_names():
    says = ("Helen Marlow (Executive sponsor)", "The plan ends late.")

    assert [each.group for each in day(HELEN, [says])] == [Group.MINE]
    assert [each.group for each in day(MAYA, [says])] == [Group.WAITING]
    assert day(Reader("Jun Park", leads=False), [says]) == ()


def test_what_i_signed_comes_up_in_the_week_in_which_it_ends():
    def signed(ends):
        return Attestation("support.escalation_drilled", "Maya Osei", "ok", date(2026, 10, 1), ends)

    near, gone, far = (signed(date(2026, 11, day)) for day in (18, 2, 30))

    assert [each.state for each in day(MAYA, attestation=[near, gone, far])] == ["expired", "soon"]


def test_only_the_lead_is_told_of_gaps_and_of_messages_that_nobody_approved():
    message = Message("Good morning", "all", 1)

    assert len(day(MAYA, gaps=["4 h uncovered"], message=[message])) == 2
    assert day(HELEN, gaps=["4 h uncovered"], message=[message]) == ()


def test_a_task_is_there_until_it_is_done():
    assert [each.says for each in day(MAYA, task=[Task("Ring them", "Maya Osei")])] == ["Ring them"]
    assert day(MAYA, task=[Task("Ring them", "Maya Osei", state="done")]) == ()
