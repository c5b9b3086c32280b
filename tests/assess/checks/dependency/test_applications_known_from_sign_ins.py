import pytest
from harbour import NOW, without
from ready import READY, SOURCE, answer, ready

from pilotage.facts.engagement import Service
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SIGN_INS

CHECK = "dependency.applications_known_from_sign_ins"


def used(application, name, count):
    return [
        *SOURCE["sign_ins"],
        {
            "user": "ana",
            "application": application,
            "application_name": name,
            "client_app": "Browser",
            "count": count,
        },
    ]


def test_names_what_people_use_and_nobody_listed_r99():
    finding = answer(CHECK, ready(source={"sign_ins": used("crane", "Crane", 50)}))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "80.0 % of 250 sign-ins are to listed applications; not listed: Crane."
    assert finding.evidence.select("application", "sign_ins", "people").rows() == [("crane", 50, 1)]


def test_a_rest_of_five_percent_may_stay_unexplained():
    finding = answer(CHECK, ready(source={"sign_ins": used("crane", "Crane", 10)}))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "95.2 % of 210 sign-ins are to listed applications."


@pytest.mark.parametrize("listed", ["CRANE", "crane-id"])
def test_an_application_listed_with_a_service_is_known(listed):
    service = Service("Loading", "Ana", applications=(listed,))
    situation = ready(source={"sign_ins": used("crane-id", "Crane", 50)}, service=(service,))

    assert answer(CHECK, situation).outcome is Outcome.PASSED


def test_what_microsoft_runs_itself_needs_no_line():
    exchange = {"service_principal": "sp", "application": "ex", "publisher": "Microsoft Services"}
    situation = ready(
        source={"sign_ins": used("ex", "Exchange", 900), "service_principals": [exchange]}
    )

    assert answer(CHECK, situation).outcome is Outcome.PASSED


def test_no_sign_in_read_is_unknown():
    assert answer(CHECK, ready(source={"sign_ins": []})).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_the_log_was_withheld():
    blind = without(ready().source, SIGN_INS, "AuditLog.Read.All was not granted")

    finding = answer(CHECK, Situation(NOW, blind, engagement=READY))

    assert "AuditLog.Read.All" in finding.says
