"""What was not assessed, by what would answer it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handover.sample import finding, situation
from harbour import tenant, without

from pilotage.facts.finding import Outcome, Severity, not_assessed
from pilotage.facts.tables import SETTINGS, USERS
from pilotage.handover.gaps import AGAIN, AGREE, EXPORT, MEND, OTHER, SIGN, gaps

READ_USERS = f"Read users whole: {USERS.source}"


def unknown(why, check="teams.x", side="source", severity=Severity.HIGH):
    return replace(not_assessed("harbour", why), check=check, side=side, severity=severity)


def helps(why, world=None):
    [gap] = gaps([unknown(why)], world or situation())
    return gap.helps


@pytest.mark.parametrize(
    ("why", "remedy"),
    [
        ("meeting_policies was not exported", EXPORT),
        ("dlp_policies was not exported; dlp_rules was not exported", EXPORT),
        ("target: meeting_policies was not exported", EXPORT),
        (f"{SETTINGS.name} was not collected", EXPORT),
        ("Get-CsTeamsMeetingPolicy failed when the export was made", AGAIN),
        ("nothing can measure this and nobody has signed it", SIGN),
        ("there is no engagement file", AGREE),
        ("the target was not read", "Read the target"),
        ("users was not collected", READ_USERS),
        ("target: users was not collected", READ_USERS),
        ("users was read without last_sign_in_at", READ_USERS),
        ("of 9 users, the sources tell only name of 3", READ_USERS),
        ("2 rows of users were refused, such as users.csv, line 4", MEND),
        ("186 people have no managed device in the target yet", OTHER),
        ("meeting_policies was not exported; the weather is bad", OTHER),
        ("weather was not collected", OTHER),
    ],
)
def test_a_reason_says_what_would_answer_it(why, remedy):
    assert helps(why) == remedy


def test_two_reasons_take_two_things():
    both = helps("meeting_policies was not exported; users was not collected")

    assert both == f"{EXPORT}; r{READ_USERS[1:]}"


@pytest.mark.parametrize("why", ["403; no permission to list", "the reading ended early"])
def test_what_a_source_withheld_is_read_again(why):
    world = situation(source=without(tenant(), USERS, why))

    assert helps(why, world) == helps(f"source: {why}", world) == READ_USERS


def test_what_answers_most_comes_first_and_reasons_of_their_own_last():
    found = [
        *(unknown("the weather is bad", f"a.{n}") for n in range(9)),
        unknown("users was not collected"),
        *(unknown(f"area_{n} was not exported", f"teams.{n}") for n in range(3)),
    ]

    assert [gap.helps for gap in gaps(found, situation())] == [EXPORT, READ_USERS, OTHER]


def test_every_finding_that_was_not_assessed_is_in_exactly_one_gap():
    found = [
        unknown("x was not exported"),
        unknown("it rains"),
        unknown("it rains", "a.b", "target"),
        finding(Outcome.PASSED, "x.", "identity.x"),
        finding(Outcome.FAILED, "x.", "identity.y"),
    ]

    kept = [each for gap in gaps(found, situation()) for each in gap.findings]
    assert sorted(map(id, kept)) == sorted(map(id, found[:3]))


def test_a_gap_counts_checks_by_side_and_how_many_findings_are_severe():
    found = [
        unknown("x was not exported", "teams.a"),
        unknown("x was not exported", "teams.a", severity=Severity.LOW),
        unknown("x was not exported", "teams.b"),
        unknown("x was not exported", "teams.a", "target", Severity.MEDIUM),
        unknown("target: x was not exported", "teams.c", "migration", Severity.CRITICAL),
    ]
    [gap] = gaps(found, situation())

    assert gap.extent == (
        "2 checks on the source, 1 check on the target, 1 check of the migration as a whole"
    )
    assert gap.severe == 3
