"""Three sub-scores: every check counts once, and other tools stand beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import NOW, capture, engagement, situation, tenant

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.assess.scores import NAME_OF, score_of, scores
from pilotage.facts.errors import CatalogueError
from pilotage.facts.finding import Area, Basis, Outcome, failed, not_assessed, passed
from pilotage.facts.score import ScoreName
from pilotage.facts.tables import SETTINGS, THIRD_PARTY_RESULTS

LEGACY = "identity.legacy_auth_blocked"
EMPTY = SETTINGS.frame([])
IDENTITY = [id for id, check in CHECKS.load().items() if check.area is Area.IDENTITY]


def found(finding, check=LEGACY, side="source", **changes):
    """Return a finding as its check would have stamped it."""
    asked = CHECKS[check]
    changes = {"frameworks": asked.frameworks, "title": asked.page.title, **changes}
    return replace(finding, check=check, side=side, area=asked.area, **changes)


def yes(check=LEGACY, **changes):
    return found(passed("harbour", "It holds.", EMPTY), check, **changes)


def no(check=LEGACY, **changes):
    return found(failed("harbour", "It is open.", EMPTY), check, **changes)


def result(outcome, framework, at=NOW):
    return {
        "tool": "ScubaGear",
        "result_id": framework,
        "subject": "tenant",
        "run": f"{at:%Y-%m-%d}",
        "outcome": outcome,
        "says": f"ScubaGear: {outcome}",
        "frameworks": [framework],
        "at": at,
    }


def told(*results):
    """Return the healthy migration in which another tool looked at the source."""
    source = tenant().with_table(THIRD_PARTY_RESULTS, capture(THIRD_PARTY_RESULTS, results))
    return situation(source=source)


def one(made, check=LEGACY):
    [scored] = [each for score in made for each in score.checks if each.check == check]
    return scored


@pytest.mark.parametrize("check", IDENTITY)
def test_every_check_of_identity_belongs_to_one_sub_score_r8(check):
    assert score_of(check) in ScoreName


def test_no_folder_is_named_without_a_check_of_identity_in_it():
    assert NAME_OF.keys() == {id.partition(".")[0] for id in IDENTITY}


def test_a_check_in_an_unknown_folder_is_refused():
    with pytest.raises(CatalogueError, match=r"weather.fine: the folder weather is of no"):
        score_of("weather.fine")


@pytest.mark.parametrize(
    ("check", "name"),
    [
        (LEGACY, ScoreName.IDENTITY_MANAGEMENT),
        ("access.admins_cloud_only", ScoreName.ACCESS_GOVERNANCE),
        ("exchange.dkim_signs", ScoreName.CONFIGURATION_OVERSIGHT),
    ],
)
def test_the_folder_of_a_check_decides_where_it_counts(check, name):
    made = scores(CHECKS, [no(check)], situation())

    assert [score.name for score in made if score.checks] == [name]


def test_a_check_counts_once_per_side_and_by_its_worst_finding():
    made = scores(CHECKS, [yes(), no(), yes(), yes(side="target")], situation())

    first = made[0]
    assert [first.count("source", each) for each in Outcome] == [0, 1, 0]
    assert [first.count("target", each) for each in Outcome] == [1, 0, 0]


def test_the_sub_scores_count_every_check_that_was_asked_r8():
    world = situation()
    findings = list(assess(world, CHECKS.load().values()))
    asked = {(each.check, each.side) for each in findings if each.area is Area.IDENTITY}

    made = scores(CHECKS, findings, world)
    counted = {(one.check, side) for score in made for one in score.checks for side in one.answers}
    assert counted == asked


def test_an_answer_says_what_it_was_read_from_and_when_r8():
    late = replace(tenant(), taken_at=NOW - timedelta(days=9))
    answer = one(scores(CHECKS, [no()], situation(source=late))).answers["source"]

    needed = late.captures["conditional_access_policies"].source
    assert needed in answer.source.split("; ")
    assert answer.taken_at == NOW - timedelta(days=9)


def test_what_was_not_assessed_rests_on_no_source():
    unknown = found(not_assessed("harbour", "it was not exported"))
    answer = one(scores(CHECKS, [unknown], situation())).answers["source"]

    assert (answer.source, answer.taken_at) == ("", None)


def test_what_a_person_signed_rests_on_the_engagement_file():
    signed = yes("defender.alerts_watched", side="migration", basis=Basis.ATTESTED)
    world = situation(engagement=engagement())
    answer = one(scores(CHECKS, [signed], world), "defender.alerts_watched").answers["migration"]

    assert (answer.source, answer.basis) == ("engagement file", Basis.ATTESTED)


@pytest.mark.parametrize(
    ("ours", "theirs", "contradicts"),
    [(yes, "failed", 1), (no, "passed", 1), (yes, "passed", 0), (no, "not_assessed", 0)],
)
def test_what_another_tool_says_stands_beside_the_check_r8(ours, theirs, contradicts):
    world = told(result(theirs, "MS.AAD.1.1v1"))
    made = scores(CHECKS, [ours(), yes(side="target")], world)

    [opinion] = one(made).opinions
    assert (opinion.side, opinion.tool, opinion.theirs) == ("source", "ScubaGear", theirs)
    assert (opinion.framework, opinion.at) == ("MS.AAD.1.1v1", NOW)
    assert len(made[0].contradictions) == contradicts


def test_what_another_tool_says_changes_no_count_of_ours():
    without = scores(CHECKS, [yes()], situation())[0]
    beside = scores(CHECKS, [yes()], told(result("failed", "MS.AAD.1.1v1")))[0]

    for outcome in Outcome:
        assert beside.count("source", outcome) == without.count("source", outcome)
