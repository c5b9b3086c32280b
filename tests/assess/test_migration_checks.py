"""What holds for every check of the migration as a whole."""

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Literal, get_args, get_origin, get_type_hints

import pytest
from harbour import NOW
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ready import ask, bare, ready

from pilotage.assess import CHECKS
from pilotage.facts.engagement import Engagement
from pilotage.facts.finding import Area, Basis, Outcome
from pilotage.facts.signed import Attestation
from pilotage.facts.situation import Situation

CHECKS.load()
MIGRATION = [id for id in CHECKS if CHECKS[id].sides == ("migration",)]
JUDGED = [id for id in MIGRATION if CHECKS[id].judge_migration is not None]
ATTESTED = [id for id in MIGRATION if CHECKS[id].judge_migration is None]
WHO = ("sponsor", "lead", "engineer", "head", "champion", "ecider", "owner", "person", "team")
ALWAYS_IN_ORDER = {
    "documentation.deviations_in_date",
    "documentation.attestations_in_date",
    "documentation.rules_set_aside_known",
}
"""Nothing accepted, signed or set aside is in order: these pass on an empty file."""
NOT_YET = "migration.leavers_disabled_in_source"
"""It asks nothing before the last overlap is over."""


@pytest.mark.parametrize("check", [each for each in JUDGED if each != NOT_YET])
def test_a_migration_in_which_everything_is_agreed_passes(check):
    findings = ask(check, ready())

    assert {finding.outcome for finding in findings} == {Outcome.PASSED}, findings
    assert all(finding.check == check and finding.side == "migration" for finding in findings)


@pytest.mark.parametrize("check", MIGRATION)
def test_nothing_is_concluded_when_nothing_is_known(check):
    [finding] = ask(check, Situation(NOW))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert finding.says.startswith("Not assessed: ")


@pytest.mark.parametrize("check", sorted(set(MIGRATION) - ALWAYS_IN_ORDER))
def test_a_migration_that_was_just_begun_never_passes(check):
    findings = ask(check, bare())

    assert findings
    assert all(finding.outcome is not Outcome.PASSED for finding in findings)


@pytest.mark.parametrize("check", MIGRATION)
def test_each_page_says_why_who_does_what_and_on_whose_word(check):
    page = CHECKS[check].page

    assert page["Why"]
    assert any(who in page["Fix"] for who in WHO)
    assert page["Source"].startswith(("https://", "http://", "Pilotage practice"))


@pytest.mark.parametrize("check", ATTESTED)
def test_a_signature_in_date_answers_what_nothing_can_measure(check):
    signed = Attestation(check, "Ana", "I saw it.", NOW.date(), NOW.date())

    [finding] = ask(check, ready(attestation=(signed,)))

    assert (finding.outcome, finding.basis) == (Outcome.PASSED, Basis.ATTESTED)
    assert "Ana" in finding.says


def test_each_area_has_three_checks_or_more():
    areas = [CHECKS[id].area for id in MIGRATION]

    assert all(areas.count(area) >= 3 for area in Area)


ODD = {
    str: st.sampled_from(["", " ", "all", "*", "Ana", "ana@harbour.example", "Office", "Größe ☃"]),
    int: st.integers(-(10**9), 10**9),
    bool: st.booleans(),
    float: st.floats(),
    type(None): st.none(),
    date: st.dates(),
    datetime: st.datetimes(
        datetime(1950, 1, 1), datetime(2200, 1, 1), timezones=st.sampled_from([None, UTC])
    ),
}


def odd(kind):
    """Return a strategy for values of a declared type, the strangest that it allows."""
    if kind in ODD:
        return ODD[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(kind)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: odd(hints[field.name]) for field in fields(kind)})
    if get_origin(kind) is tuple:
        return st.lists(odd(get_args(kind)[0]), max_size=3).map(tuple)
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    return st.one_of(*(odd(part) for part in get_args(kind)))


@settings(suppress_health_check=list(HealthCheck), deadline=None)
@given(odd(Engagement))
def test_no_engagement_however_odd_makes_a_check_raise(engagement):
    situation = Situation(NOW, ready().source, ready().target, engagement)

    for check in MIGRATION:
        for finding in ask(check, situation):
            assert finding.says
