from harbour import HEALTHY, NOW, PEOPLE, without
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION

CHECK = "migration.mfa_registered_in_target"


def registered(**changes):
    return {
        "authentication_registration": [
            {**row, "mfa_registered": changes.get(row["user"], True)}
            for row in HEALTHY["authentication_registration"]
        ]
    }


def test_names_who_would_stand_before_a_closed_door():
    finding = answer(CHECK, ready(target=registered(dara=False)))

    assert finding.outcome is Outcome.FAILED
    assert "dara@harbour.example" in finding.says
    assert finding.evidence["user"].to_list() == ["dara"]


def test_who_has_no_account_yet_has_not_registered():
    planned = [
        {"source_user": name, "target_user": name if name != "dara" else "dara@quay.example"}
        for name in PEOPLE
    ]

    finding = answer(CHECK, ready(source={"identity_map": planned}))

    assert finding.evidence["user"].to_list() == ["dara"]


def test_who_is_not_in_the_report_is_unknown():
    rows = [row for row in HEALTHY["authentication_registration"] if row["user"] != "dara"]

    finding = answer(CHECK, ready(target={"authentication_registration": rows}))

    assert finding.outcome is Outcome.NOT_ASSESSED


def test_nobody_in_scope_is_unknown():
    assert answer(CHECK, ready(source={"users": []})).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_the_report_was_withheld():
    blind = without(
        ready().target, AUTHENTICATION_REGISTRATION, "AuditLog.Read.All was not granted"
    )

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert "AuditLog.Read.All" in finding.says
