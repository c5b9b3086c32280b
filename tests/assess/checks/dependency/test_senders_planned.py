from harbour import NOW, unread
from ready import READY, answer, ask, day, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.signed import Attestation
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SIGN_INS

CHECK = "dependency.senders_planned"


def sends(user, count=120):
    return {
        "user": user,
        "application": "smtp",
        "client_app": "Authenticated SMTP",
        "legacy": True,
        "count": count,
    }


TWO = {"sign_ins": [sends("chen"), sends("scanner", 7)]}


def test_each_sender_is_unknown_until_somebody_signs_its_plan():
    findings = ask(CHECK, ready(source=TWO))

    assert [finding.subject for finding in findings] == ["chen@harbour.example", "scanner"]
    assert {finding.outcome for finding in findings} == {Outcome.NOT_ASSESSED}
    assert "7 sign-ins" in findings[1].says
    assert findings[1].evidence.height == 1


def test_a_signature_answers_for_its_own_sender_alone():
    signed = Attestation(CHECK, "Chen", "Gets the relay.", day(8), day(28, 2), subject="scanner")

    findings = ask(CHECK, ready(source=TWO, attestation=(signed,)))

    assert [finding.outcome for finding in findings] == [Outcome.NOT_ASSESSED, Outcome.PASSED]


def test_is_not_assessed_when_the_log_names_no_client():
    blind = unread(ready().source, SIGN_INS, "client_app")

    assert answer(CHECK, Situation(NOW, blind, engagement=READY)).outcome is Outcome.NOT_ASSESSED
