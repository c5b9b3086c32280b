import pytest
from harbour import NOW, unread
from ready import READY, answer, ready

from pilotage.facts.engagement import Service
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import APPLICATIONS

CHECK = "dependency.applications_owned"
CRANE = {"application": "c-1", "name": "Crane", "owner": None, "service": "Loading"}


def test_names_the_application_that_nobody_owns():
    finding = answer(CHECK, ready(source={"applications": [CRANE]}))

    assert finding.outcome is Outcome.FAILED
    assert "Crane" in finding.says
    assert finding.evidence["application"].to_list() == ["c-1"]


@pytest.mark.parametrize(
    "service",
    [
        Service("Quay", "Ana", applications=("c-1",)),
        Service("Quay", "Ana", applications=("crane",)),
        Service("Loading", "Ana"),
    ],
    ids=["by id", "by name", "by service"],
)
def test_an_owned_service_owns_its_applications(service):
    finding = answer(CHECK, ready(source={"applications": [CRANE]}, service=(service,)))

    assert finding.outcome is Outcome.PASSED


def test_a_service_without_owner_owns_nothing():
    service = Service("Loading", applications=("Crane",))

    finding = answer(CHECK, ready(source={"applications": [CRANE]}, service=(service,)))

    assert finding.outcome is Outcome.FAILED


def test_is_not_assessed_when_owners_were_not_read():
    blind = unread(ready().source, APPLICATIONS, "owner")

    assert answer(CHECK, Situation(NOW, blind, engagement=READY)).outcome is Outcome.NOT_ASSESSED
