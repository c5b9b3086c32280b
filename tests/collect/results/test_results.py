from datetime import UTC, datetime

from pilotage.collect.results import Result, batch_of
from pilotage.facts.finding import Outcome


def result(id, **changes):
    given = {"word": "Pass", "outcome": Outcome.PASSED, "at": "2026-01-09T09:00:00.5Z", **changes}
    return Result("Tool", id, **given)


def test_results_become_rows_of_the_table():
    made = batch_of([result("a", frameworks=("MS.AAD.1.1v1",))], "x.json")

    [row] = made.table.tidy(made.frame).rows(named=True)
    assert row["at"] == datetime(2026, 1, 9, 9, 0, 0, 500_000, tzinfo=UTC)
    assert (row["outcome"], row["frameworks"]) == ("passed", ["MS.AAD.1.1v1"])
    assert (row["severity"], row["title"]) == (None, None)
    assert made.refused == ()


def test_a_result_that_comes_twice_is_kept_twice():
    made = batch_of([result("a"), result("a"), result("a", subject="other")], "x.json")

    assert made.frame["result_id"].to_list() == ["a", "a #2", "a"]


def test_what_is_no_result_is_counted():
    [refusal] = batch_of([None, result("a"), None], "x.json").refused

    assert (refusal.where, refusal.rows) == ("x.json", 2)


def test_no_results_are_an_empty_table():
    made = batch_of([], "x.json")

    assert made.table.tidy(made.frame).is_empty()


def test_a_tool_that_does_not_say_when_it_ran_has_no_time():
    made = batch_of([result("a"), result("b", at="")], "x.json")

    assert made.frame.select("run", "at").rows() == [
        ("2026-01-09", datetime(2026, 1, 9, 9, 0, 0, 500_000, tzinfo=UTC)),
        ("undated", None),
    ]
