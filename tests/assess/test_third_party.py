"""Conclusions of other tools beside ours."""

from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import NOW, capture

from pilotage.assess.third_party import beside, contradictions, unmatched
from pilotage.facts.finding import failed, not_assessed, passed
from pilotage.facts.tables import THIRD_PARTY_RESULTS

EMPTY = THIRD_PARTY_RESULTS.frame([])
YES = passed("harbour", "It is blocked.", EMPTY)
NO = failed("harbour", "It is open.", EMPTY)
UNKNOWN = not_assessed("harbour", "not read")


def ours(finding, *frameworks, check="identity.legacy_auth_blocked"):
    return replace(finding, check=check, frameworks=frameworks or ("MS.AAD.1.1v1",))


def theirs(outcome, *frameworks, id="T1", subject="tenant", tool="Maester", at=NOW):
    return {
        "tool": tool,
        "result_id": id,
        "subject": subject,
        "run": f"{at:%Y-%m-%d}" if at else "undated",
        "outcome": outcome,
        "says": f"{id} {outcome}",
        "frameworks": list(frameworks or ("MS.AAD.1.1v1",)),
        "at": at,
    }


def results(*rows):
    return capture(THIRD_PARTY_RESULTS, rows).frame


@pytest.mark.parametrize(
    ("finding", "outcome", "apart"),
    [
        (YES, "failed", True),
        (NO, "passed", True),
        (YES, "passed", False),
        (NO, "failed", False),
        (UNKNOWN, "failed", False),
        (YES, "not_assessed", False),
    ],
)
def test_a_contradiction_is_a_pass_here_and_a_failure_there(finding, outcome, apart):
    [row] = beside([ours(finding)], results(theirs(outcome))).rows(named=True)

    assert row["contradicts"] is apart
    assert (row["framework"], row["check"]) == ("MS.AAD.1.1v1", "identity.legacy_auth_blocked")
    assert contradictions([ours(finding)], results(theirs(outcome))).height == int(apart)


def test_both_sides_are_shown_with_source_and_time():
    [row] = contradictions([ours(YES)], results(theirs("failed"))).rows(named=True)

    assert (row["ours"], row["says"]) == ("passed", "It is blocked.")
    assert (row["tool"], row["theirs"], row["they_say"]) == ("Maester", "failed", "T1 failed")
    assert row["at"] == NOW


def test_an_id_without_version_means_any_version():
    found = beside([ours(YES)], results(theirs("failed", "MS.AAD.1.1")))

    assert found["framework"].to_list() == ["MS.AAD.1.1v1"]


@pytest.mark.parametrize("framework", ["MS.AAD.1.1v2", "MS.AAD.1.2v1", "CIS M365 4.0.0 5.2.2.3"])
def test_another_version_or_policy_is_another_rule(framework):
    given = results(theirs("failed", framework))

    assert beside([ours(YES)], given).is_empty()
    assert unmatched([ours(YES)], given)["result_id"].to_list() == ["T1"]


def test_one_failed_resource_makes_their_policy_fail():
    given = results(theirs("passed", subject="a"), theirs("failed", subject="b"))

    [row] = beside([ours(NO)], given).rows(named=True)

    assert (row["theirs"], row["contradicts"]) == ("failed", False)


@pytest.mark.parametrize("older", [NOW - timedelta(days=90), None])
def test_the_last_run_of_a_tool_counts(older):
    given = results(theirs("failed", at=older), theirs("passed"))

    [row] = beside([ours(YES)], given).rows(named=True)

    assert (row["theirs"], row["at"]) == ("passed", NOW)


def test_a_run_without_a_date_counts_where_there_is_no_other():
    [row] = beside([ours(YES)], results(theirs("failed", at=None))).rows(named=True)

    assert (row["contradicts"], row["at"]) == (True, None)


def test_one_failed_finding_makes_our_policy_fail():
    found = [ours(YES), ours(NO)]

    [row] = beside(found, results(theirs("failed"))).rows(named=True)

    assert (row["ours"], row["contradicts"]) == ("failed", False)


def test_several_tools_stand_side_by_side_in_order():
    given = results(theirs("failed"), theirs("passed", tool="ScubaGear", id="MS.AAD.1.1v1"))

    found = beside([ours(YES)], given)

    assert found.select("tool", "contradicts").rows() == [("Maester", True), ("ScubaGear", False)]
    assert unmatched([ours(YES)], given).is_empty()


def test_results_that_name_no_policy_stand_alone():
    given = results({**theirs("failed"), "frameworks": []})

    assert beside([ours(YES)], given).is_empty()
    assert unmatched([ours(YES)], given).height == 1


def test_without_findings_or_results_there_is_nothing_to_contradict():
    assert contradictions([], results(theirs("failed"))).is_empty()
    assert contradictions([ours(YES)], EMPTY).is_empty()
