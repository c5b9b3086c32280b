from ready import READY, answer, ready

from pilotage.facts.engagement import Message
from pilotage.facts.finding import Outcome

CHECK = "communication.messages_approved"


def test_names_the_message_that_nobody_answers_for():
    finding = answer(CHECK, ready(message=(*READY.message, Message("Parking", "Office", -3))))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == 'Nobody approved "Parking" to Office (-3 days).'


def test_no_message_at_all_fails():
    assert answer(CHECK, ready(message=())).outcome is Outcome.FAILED
