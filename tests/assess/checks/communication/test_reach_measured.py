from datetime import date

import pytest
from ready import answer, day, ready

from pilotage.facts.engagement import Message
from pilotage.facts.finding import Outcome

CHECK = "communication.reach_measured"


def sent(**changes):
    return (Message("Soon", "Office", -14, **{"sent_on": day(2), **changes}),)


def test_names_the_message_that_reached_too_few():
    finding = answer(CHECK, ready(message=sent(reached_percent=71.0)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == '"Soon" reached 71 % of Office.'


@pytest.mark.parametrize(
    "messages",
    [(), sent(sent_on=None), sent(sent_on=date(2026, 6, 1), reached_percent=99.0), sent()],
    ids=["none", "not sent", "dated in the future", "not counted"],
)
def test_what_was_not_sent_or_not_counted_is_unknown(messages):
    assert answer(CHECK, ready(message=messages)).outcome is Outcome.NOT_ASSESSED


def test_a_share_that_is_no_number_does_not_pass():
    assert (
        answer(CHECK, ready(message=sent(reached_percent=float("nan")))).outcome is Outcome.FAILED
    )


def test_what_was_sent_today_counts():
    today = sent(sent_on=day(9), reached_percent=90.0)

    assert answer(CHECK, ready(message=today)).outcome is Outcome.PASSED
