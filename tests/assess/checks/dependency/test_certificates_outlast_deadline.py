from dataclasses import replace
from datetime import UTC, datetime

import pytest
from harbour import NOW, without
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import APPLICATION_CREDENTIALS

CHECK = "dependency.certificates_outlast_deadline"


def secret(ends_at):
    return [{"application": "orders", "credential": "k1", "kind": "secret", "ends_at": ends_at}]


@pytest.mark.parametrize(
    ("ends_at", "outcome"),
    [
        (datetime(2026, 1, 8, tzinfo=UTC), Outcome.PASSED),
        (datetime(2026, 2, 1, tzinfo=UTC), Outcome.FAILED),
        (datetime(2026, 3, 31, 12, tzinfo=UTC), Outcome.FAILED),
        (datetime(2026, 4, 1, tzinfo=UTC), Outcome.PASSED),
        (None, Outcome.NOT_ASSESSED),
    ],
    ids=["ended before", "in the middle", "on the last day", "after", "no end known"],
)
def test_what_ends_between_today_and_the_deadline_fails(ends_at, outcome):
    finding = answer(CHECK, ready(source={"application_credentials": secret(ends_at)}))

    assert finding.outcome is outcome


def test_names_the_application_by_its_name():
    ends = datetime(2026, 2, 1, tzinfo=UTC)

    assert "Orders" in answer(CHECK, ready(source={"application_credentials": secret(ends)})).says


def test_signing_certificates_count_too():
    crane = {
        "service_principal": "sp",
        "application": "crane",
        "name": "Crane",
        "certificate_ends_at": datetime(2026, 2, 1, tzinfo=UTC),
    }

    finding = answer(CHECK, ready(source={"service_principals": [crane]}))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["kind"].to_list() == ["signing certificate"]


def test_is_unknown_without_a_deadline():
    endless = replace(READY.migration, deadline=None)

    assert answer(CHECK, ready(migration=endless)).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_credentials_were_withheld():
    blind = without(ready().source, APPLICATION_CREDENTIALS, "Application.Read.All was not granted")

    finding = answer(CHECK, Situation(NOW, blind, engagement=READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
