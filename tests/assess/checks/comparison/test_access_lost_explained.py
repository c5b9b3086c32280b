from dataclasses import replace
from datetime import date, timedelta

import pytest
from harbour import HEALTHY, NOW, without
from ready import READY, answer, ready

from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.signed import Attestation, Deviation
from pilotage.facts.situation import Situation
from pilotage.facts.tables import MAILBOX_PERMISSIONS

CHECK = "comparison.access_lost_explained"
NOT_GIVEN_AGAIN = {"mailbox_permissions": []}


def test_names_the_right_that_was_not_given_again():
    finding = answer(CHECK, ready(target=NOT_GIVEN_AGAIN))

    assert finding.outcome is Outcome.FAILED
    assert finding.basis is Basis.COMPUTED
    assert "ben@harbour.example: full_access of mailbox ana@harbour.example" in finding.says
    assert finding.evidence.height == 1


SIGNED = Attestation(
    CHECK, "Ana", "Ben needs it no more.", date(2026, 1, 5), date(2026, 2, 5), subject="Ben"
)


@pytest.mark.parametrize(
    "subject", ["ben", "ben@harbour.example", "ANA@harbour.example", "ana", ""]
)
def test_the_owner_of_the_data_can_sign_for_a_person_a_thing_or_all(subject):
    signed = (replace(SIGNED, subject=subject),)

    assert answer(CHECK, ready(target=NOT_GIVEN_AGAIN, attestation=signed)).outcome is (
        Outcome.PASSED
    )


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "dara"},
        {"check": "comparison.access_gained_explained"},
        {"expires_on": date(2026, 1, 8)},
        {"expires_on": date(2028, 1, 8)},
        {"signed_on": date(2026, 1, 10)},
    ],
)
def test_a_signature_about_something_else_or_out_of_date_explains_nothing(change):
    signed = (replace(SIGNED, **change),)

    assert answer(CHECK, ready(target=NOT_GIVEN_AGAIN, attestation=signed)).outcome is (
        Outcome.FAILED
    )


def test_a_deviation_explains_all():
    carried = (Deviation(CHECK, "Ana", "Rights are given again in spring", date(2026, 2, 1)),)

    assert answer(CHECK, ready(target=NOT_GIVEN_AGAIN, deviation=carried)).outcome is (
        Outcome.PASSED
    )


NOT_MOVED = {"mailboxes": [each for each in HEALTHY["mailboxes"] if each["mailbox"] != "ben"]}


def test_who_has_not_moved_yet_has_lost_nothing_yet():
    finding = answer(CHECK, ready(target=NOT_MOVED | NOT_GIVEN_AGAIN))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.says == "Not assessed: 1 people have not moved yet."


def test_after_the_last_window_whoever_has_not_moved_has_lost():
    after = replace(ready(target=NOT_MOVED), now=NOW + timedelta(days=60))

    assert answer(CHECK, after).outcome is Outcome.FAILED


def test_is_not_assessed_when_a_kind_of_access_was_not_read():
    blind = without(ready().target, MAILBOX_PERMISSIONS, "not granted")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "mailbox: after: not granted" in finding.says
