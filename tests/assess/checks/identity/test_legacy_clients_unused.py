import pytest
from asking import ask_one
from harbour import tenant

from pilotage.facts.finding import Outcome

CHECK = "identity.legacy_clients_unused"
BROWSER = {"user": "ana", "application": "x", "client_app": "Browser", "legacy": False, "count": 9}
IMAP = {"user": "dara", "application": "x", "client_app": "IMAP4", "legacy": True, "count": 3}


def with_sign_ins(*rows):
    return ask_one(CHECK, tenant(sign_ins=list(rows)))


def test_passes_when_all_clients_are_modern():
    assert with_sign_ins(BROWSER).outcome is Outcome.PASSED


def test_names_the_account_with_its_old_client_and_count():
    finding = with_sign_ins(BROWSER, IMAP)

    assert finding.outcome is Outcome.FAILED
    [row] = finding.evidence.to_dicts()
    assert (row["upn"], row["clients"], row["sign_ins"]) == ("dara@harbour.example", ["IMAP4"], 3)


def test_a_client_that_was_never_used_does_not_count():
    assert with_sign_ins(BROWSER, {**IMAP, "count": 0}).outcome is Outcome.PASSED


@pytest.mark.parametrize("gap", [{"legacy": None}, {"count": None}], ids=str)
def test_an_unknown_client_or_count_is_not_a_pass(gap):
    assert with_sign_ins(BROWSER, {**IMAP, **gap}).outcome is Outcome.NOT_ASSESSED


def test_no_sign_ins_at_all_is_unknown():
    assert with_sign_ins().outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_sign_ins_were_not_collected():
    assert ask_one(CHECK, tenant()).says == "Not assessed: sign_ins was not collected."
