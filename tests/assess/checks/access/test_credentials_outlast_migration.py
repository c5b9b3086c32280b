from datetime import timedelta

from asking import ask_one
from harbour import NOW, tenant

from pilotage.facts.finding import Outcome

CHECK = "access.credentials_outlast_migration"


def ending(ends_at):
    row = {"application": "shop", "credential": "k1", "kind": "secret", "ends_at": ends_at}
    shop = {"application": "shop", "name": "Web shop"}
    return ask_one(CHECK, tenant(application_credentials=[row], applications=[shop]))


def test_passes_when_all_last_longer():
    assert ending(NOW + timedelta(days=61)).outcome is Outcome.PASSED


def test_names_the_application_whose_secret_ends_soon():
    finding = ending(NOW + timedelta(days=59))

    assert finding.outcome is Outcome.FAILED
    assert "Web shop" in finding.says


def test_what_ended_already_breaks_nothing_new():
    assert ending(NOW - timedelta(days=1)).outcome is Outcome.PASSED


def test_an_unknown_end_is_not_a_pass():
    assert ending(None).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_credentials_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
