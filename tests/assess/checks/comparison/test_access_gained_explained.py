from datetime import date

import pytest
from harbour import HEALTHY, NOW, user, without
from ready import READY, TARGET, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.signed import Attestation
from pilotage.facts.situation import Situation
from pilotage.facts.tables import ROLE_ASSIGNMENTS

CHECK = "comparison.access_gained_explained"
READS_ANA = {"mailbox": "ana", "trustee": "dara", "right": "full_access"}
GIVEN = {"mailbox_permissions": [*HEALTHY["mailbox_permissions"], READS_ANA]}
ADMIN = {"principal": "dara", "principal_kind": "user", "role": "r", "assignment": "standing"}


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (GIVEN, "dara@harbour.example: full_access of mailbox ana@harbour.example"),
        (
            {"role_assignments": [ADMIN | {"scope": "/", "role_name": "User Administrator"}]},
            "dara@harbour.example: standing of directory role User Administrator",
        ),
    ],
)
def test_names_the_right_that_nobody_had_before(target, says):
    finding = answer(CHECK, ready(target=target))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_the_owner_of_the_data_can_sign_for_it():
    signed = Attestation(CHECK, "Ana", "Wanted.", date(2026, 1, 5), date(2026, 2, 5), subject="ana")

    assert answer(CHECK, ready(target=GIVEN, attestation=(signed,))).outcome is Outcome.PASSED


def test_what_people_of_the_target_do_among_themselves_is_not_the_move():
    people = [*TARGET["users"], user("q-1"), user("q-2")]
    theirs = {"mailbox": "q-1", "trustee": "q-2", "right": "send_as"}
    rights = [*HEALTHY["mailbox_permissions"], theirs]

    finding = answer(CHECK, ready(target={"users": people, "mailbox_permissions": rights}))

    assert finding.outcome is Outcome.PASSED


def test_is_not_assessed_when_a_kind_of_access_was_not_read():
    blind = without(ready().target, ROLE_ASSIGNMENTS, "not granted")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
