from dataclasses import replace
from datetime import date

import pytest
from asking import ask_one
from harbour import engagement, situation, tenant, without

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.signed import Attestation
from pilotage.facts.tables import HOLDS

CHECK = "mail.holds_decided"
HOLD = {"mailbox": "ana", "hold": "litigation", "kind": "litigation"}


def test_passes_when_there_is_nothing_to_decide():
    quiet = [{"mailbox": "ana", "auto_expanding": False}]

    assert ask_one(CHECK, tenant(holds=[], archives=quiet)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "found",
    [
        {"holds": [HOLD], "archives": []},
        {"holds": [], "archives": [{"mailbox": "ana", "auto_expanding": True}]},
        {"holds": [], "archives": [{"mailbox": "ana", "auto_expanding": None}]},
    ],
    ids=str,
)
def test_waits_for_a_person_when_something_is_found(found):
    finding = ask_one(CHECK, tenant(**found))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "ana@harbour.example" in finding.says
    assert finding.evidence.height == 1


def test_passes_once_a_person_signed_the_decision():
    signed = Attestation(
        CHECK, "Legal", "Ana's mailbox stays", date(2026, 1, 5), date(2026, 2, 5), "note 12"
    )
    held = replace(
        situation(engagement=engagement(attestation=(signed,))),
        source=tenant(holds=[HOLD], archives=[]),
    )
    [finding] = assess(held, [CHECKS[CHECK]])

    assert (finding.outcome, finding.basis) == (Outcome.PASSED, Basis.ATTESTED)


def test_is_not_assessed_when_holds_were_not_read():
    blind = without(tenant(archives=[]), HOLDS, "no permission")

    assert ask_one(CHECK, blind).says == "Not assessed: no permission."
