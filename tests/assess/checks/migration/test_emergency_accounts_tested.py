from datetime import timedelta

import pytest
from harbour import NOW, unread, user, without
from ready import READY, TARGET, answer, ask, day, ready

from pilotage.facts.engagement import Attestation
from pilotage.facts.finding import Basis, Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "migration.emergency_accounts_tested"
SOS = "sos-2@quay.example"


def used(when, **tables):
    """Return the ready migration in which sos-2 was last used then."""
    account = user("sos-2", upn=SOS, address=None, last_success_at=when)
    return ready(target={"users": [*TARGET["users"][:-1], account], **tables})


def blind(**agreed):
    """Return the ready migration in which nobody read when an account was last used."""
    names = ("sos-1", "sos-2")
    unused = [user(name, upn=f"{name}@quay.example", last_success_at=None) for name in names]
    whole = ready(target={"users": unused}, **agreed)
    target = unread(whole.target, USERS, "last_success_at")
    return Situation(NOW, whole.source, target, whole.engagement)


def test_passes_when_each_account_was_used_lately():
    finding = answer(CHECK, ready())

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "All emergency access accounts (2) signed in within 90 days."
    assert finding.evidence["upn"].to_list() == ["sos-1@quay.example", SOS]


@pytest.mark.parametrize(("days", "outcome"), [(90, Outcome.PASSED), (91, Outcome.FAILED)])
def test_ninety_days_is_the_limit(days, outcome):
    assert answer(CHECK, used(NOW - timedelta(days=days))).outcome is outcome


def test_names_the_account_that_was_used_long_ago():
    finding = answer(CHECK, used(NOW - timedelta(days=100)))

    assert finding.subject == SOS
    last = "last signed in on 1 Oct 2025"
    assert finding.says == f"{SOS} {last}, so nobody tested it within 90 days."


def test_an_account_that_was_never_used_fails():
    finding = answer(CHECK, used(None))

    assert finding.outcome is Outcome.FAILED
    assert "has no sign-in that succeeded" in finding.says


def test_an_attempt_that_failed_is_no_test():
    account = user("sos-2", upn=SOS, last_sign_in_at=NOW, last_success_at=None)
    tried = ready(target={"users": [*TARGET["users"][:-1], account]})

    assert answer(CHECK, tried).outcome is Outcome.FAILED


def test_a_counted_sign_in_is_a_test():
    counted = {"user": "sos-2", "application": "portal", "client_app": "Browser", "last_at": NOW}

    assert answer(CHECK, used(None, sign_ins=[counted])).outcome is Outcome.PASSED


def test_nothing_is_concluded_without_the_last_sign_in():
    findings = ask(CHECK, blind())

    assert {finding.outcome for finding in findings} == {Outcome.NOT_ASSESSED}
    assert {finding.subject for finding in findings} == set(READY.emergency_accounts)


def test_a_person_may_attest_the_test():
    signed = Attestation(CHECK, "Ana", "Both keys opened.", day(8), day(8, 3))

    findings = ask(CHECK, blind(attestation=(signed,)))

    assert {finding.outcome for finding in findings} == {Outcome.PASSED}
    assert {finding.basis for finding in findings} == {Basis.ATTESTED}


def test_an_account_that_does_not_exist_is_no_pass():
    gone = ready(target={"users": TARGET["users"][:-1]})

    assert answer(CHECK, gone).outcome is Outcome.NOT_ASSESSED


def test_no_account_is_no_pass():
    assert answer(CHECK, ready(emergency_accounts=())).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_people_were_not_read():
    hidden = without(ready().target, USERS, "hidden")

    finding = answer(CHECK, Situation(NOW, ready().source, hidden, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "hidden" in finding.says
