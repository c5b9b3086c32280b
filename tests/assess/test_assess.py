from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest
from harbour import NOW, engagement, situation, tenant, unread, without

from pilotage.assess import Check
from pilotage.assess.asked import assess
from pilotage.facts.catalogue import Page
from pilotage.facts.finding import Area, Basis, Outcome, Severity, failed, passed
from pilotage.facts.runbook import Kind
from pilotage.facts.signed import Attestation
from pilotage.facts.tables import MAILBOXES, USERS

TODAY = NOW.date()
SIGNED = Attestation(
    "people.careful",
    "Chen",
    "I asked each of them",
    signed_on=TODAY - timedelta(days=5),
    expires_on=TODAY + timedelta(days=5),
)


def check_that(judge=None, judge_migration=None, **changes):
    made = Check(
        "people.careful",
        Area.SUPPORT,
        Severity.HIGH,
        Page("People are careful.", {"Fix": "Ask them.", "Source": "https://harbour.example"}),
        frameworks=("X.1v1",),
        judge=judge,
        judge_migration=judge_migration,
    )
    return replace(made, **changes)


def says_passed(snapshot):
    yield passed(snapshot.tenant, "All is well.", snapshot[USERS])


def says_failed(snapshot):
    yield failed(snapshot.tenant, "It is not.", pl.DataFrame())


def never_asked(_):
    raise AssertionError("a check must not be asked while its data is unknown")


def ask(check, **changes):
    return list(assess(situation(**changes), [check]))


def unmeasured(*signed, **changes):
    """Return what one check without a measurement finds, given what was signed."""
    check = check_that(sides=("migration",), attest_days=30, **changes)
    [finding] = ask(check, engagement=engagement(attestation=signed))
    return finding


def test_a_finding_carries_the_page_and_place_of_its_check():
    source, target = ask(check_that(says_passed))

    assert (source.side, target.side) == ("source", "target")
    assert (source.check, source.title) == ("people.careful", "People are careful.")
    assert (source.area, source.severity) == (Area.SUPPORT, Severity.HIGH)
    assert (source.frameworks, source.fix) == (("X.1v1",), "Ask them.")
    assert source.url == "https://harbour.example"
    assert source.basis is Basis.MEASURED


def test_a_check_is_asked_of_its_side_alone():
    [finding] = ask(check_that(says_passed, sides=("target",)))

    assert finding.side == "target"


def test_an_environment_that_was_not_read_has_no_finding():
    assert [each.side for each in ask(check_that(says_passed), target=None)] == ["source"]


@pytest.mark.parametrize(
    ("blind", "why"),
    [
        (without(tenant(), USERS, "User.Read.All was not granted"), "User.Read.All"),
        (unread(tenant(), USERS, "enabled"), "users was read without enabled"),
        (replace(tenant(), captures={}), "users was not collected"),
    ],
    ids=["withheld", "column unread", "not collected"],
)
def test_a_check_is_not_asked_while_its_data_is_unknown(blind, why):
    check = check_that(never_asked, needs=(USERS.needs("enabled"),))
    [finding] = ask(check, source=blind, target=None)

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.says.startswith("Not assessed: ")
    assert why in finding.says


def test_every_gap_is_named():
    check = check_that(never_asked, needs=(USERS.needs(), MAILBOXES.needs()))
    blind = without(without(tenant(), USERS, "no people"), MAILBOXES, "no mail")
    [finding] = ask(check, source=blind, target=None)

    assert finding.says == "Not assessed: no people; no mail."


@pytest.mark.parametrize(
    ("gap", "why"),
    [
        ({"source": None}, "the source was not read"),
        ({"target": None}, "the target was not read"),
        ({"engagement": None}, "there is no engagement file"),
        ({"target": without(tenant(), MAILBOXES, "no mail")}, "target: no mail"),
    ],
    ids=["no source", "no target", "no engagement", "no mailboxes"],
)
def test_a_migration_check_says_which_side_is_missing(gap, why):
    check = check_that(
        judge_migration=never_asked,
        sides=("migration",),
        needs=(USERS.needs(),),
        needs_target=(MAILBOXES.needs(),),
        needs_engagement=True,
    )
    [finding] = ask(check, **gap)

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert why in finding.says


def test_a_migration_check_has_no_finding_for_another_kind():
    check = check_that(
        judge_migration=never_asked, sides=("migration",), kinds=(Kind.GOOGLE_TO_MICROSOFT_365,)
    )

    assert ask(check) == []


def test_what_nobody_measured_or_signed_is_not_assessed():
    finding = unmeasured()

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.subject == "Harbour to Quay"


def test_a_signature_counts_and_says_whose_it_is_and_until_when():
    finding = unmeasured(SIGNED)

    assert (finding.outcome, finding.basis) == (Outcome.PASSED, Basis.ATTESTED)
    assert finding.says == "Chen attests: I asked each of them (until 14 Jan 2026)"


@pytest.mark.parametrize(
    "days", [{"expires_on": TODAY}, {"signed_on": TODAY}], ids=["last day", "first day"]
)
def test_a_signature_counts_on_its_first_and_its_last_day(days):
    assert unmeasured(replace(SIGNED, **days)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "void",
    [
        {"expires_on": TODAY - timedelta(days=1)},
        {"signed_on": TODAY + timedelta(days=1)},
        {"expires_on": TODAY + timedelta(days=26)},
        {"check": "people.brave"},
        {"subject": "another migration"},
    ],
    ids=["expired", "not yet signed", "longer than allowed", "other check", "other subject"],
)
def test_a_signature_does_not_count(void):
    assert unmeasured(replace(SIGNED, **void)).outcome is Outcome.NOT_ASSESSED


def test_a_void_signature_does_not_hide_a_good_one():
    expired = replace(SIGNED, expires_on=TODAY - timedelta(days=1))

    assert unmeasured(expired, SIGNED).outcome is Outcome.PASSED


def test_nobody_can_sign_a_check_that_must_be_measured():
    check = check_that(sides=("migration",), attest_days=0)
    [finding] = ask(check, engagement=engagement(attestation=(SIGNED,)))

    assert finding.outcome is Outcome.NOT_ASSESSED


def test_a_signature_never_overrides_what_was_measured():
    signed = engagement(attestation=(SIGNED,))

    for judge, outcome in ((says_failed, Outcome.FAILED), (says_passed, Outcome.PASSED)):
        for finding in ask(check_that(judge, attest_days=30), engagement=signed):
            assert (finding.outcome, finding.basis) == (outcome, Basis.MEASURED)


def test_a_signature_for_one_subject_answers_that_subject_alone():
    signed = engagement(attestation=(replace(SIGNED, subject="harbour-foods"),))
    blind = without(tenant(), USERS, "no people")
    other = replace(without(tenant(side="target"), USERS, "no people"), tenant="quay")
    check = check_that(never_asked, needs=(USERS.needs(),), attest_days=30)
    found = ask(check, source=blind, target=other, engagement=signed)

    assert [each.outcome for each in found] == [Outcome.PASSED, Outcome.NOT_ASSESSED]


def test_a_signature_needs_dates_in_order():
    backwards = replace(SIGNED, signed_on=date(2026, 1, 9), expires_on=date(2026, 1, 8))

    assert unmeasured(backwards).outcome is Outcome.NOT_ASSESSED
