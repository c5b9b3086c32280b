from __future__ import annotations

import html
from dataclasses import replace

from handover.sample import cells, material

from pilotage.facts.finding import Outcome, not_applicable
from pilotage.handover import write_report
from pilotage.handover.gaps import SIGN
from pilotage.handover.sections.unseen import questions_table, unseen


def test_refused_rows_say_where_how_many_and_why():
    chapter = unseen(material())

    assert cells(chapter.refused) == [
        ("Source", "mailboxes.csv, line 14", "1", "size_bytes is negative"),
        ("Source", "users-page-3.json", "whole file", "the file ends in the middle of a value"),
    ]
    assert (chapter.rows_refused, chapter.files_refused) == (1, 1)


def test_what_the_plan_assumed_is_not_assessed_and_said():
    known = material()
    assert known.plan is not None
    says = "The size of 3 of 9 units was not read; together they are assumed to be 0 GB."
    guessed = replace(known, plan=replace(known.plan, assumed=(says,)))

    assert says in write_report(guessed)
    assert "was not read; together" not in write_report(known)


def test_every_question_without_an_answer_is_on_the_page_below_what_would_answer_it():
    made = material()
    chapter = unseen(made)
    blind = [each for each in made.findings if each.outcome is Outcome.NOT_ASSESSED]

    rows = [row for each in chapter.waiting for row in each.table.rows]
    assert len(rows) == len({row[0] for row in rows}) == len(blind) == chapter.total
    page = write_report(made)
    assert all(html.escape(each.gap.helps, quote=False) in page for each in chapter.waiting)


def test_what_answers_most_checks_stands_first():
    first, *rest = unseen(material()).waiting

    assert first.table.caption == f"{SIGN}: answers 9 checks of the migration as a whole"
    assert all(len(each.table.rows) <= len(first.table.rows) for each in rest)


def test_the_sheet_says_of_every_question_what_helps():
    table = questions_table(material(), 100)

    assert table.columns[-1] == "What helps"
    assert all(row[-1] for row in table.rows)
    assert len(table.rows) == unseen(material()).total


def test_what_does_not_apply_stands_apart_with_its_reason():
    made = material()
    first = next(each for each in made.findings if each.outcome is Outcome.NOT_ASSESSED)
    aside = not_applicable(first.subject, "no federal agency (Chen)")
    moved = replace(made, findings=(*(each for each in made.findings if each is not first), aside))
    chapter = unseen(moved)

    assert chapter.total == unseen(made).total - 1
    assert [row[-1] for row in cells(chapter.aside)] == [
        "Does not apply: no federal agency (Chen)."
    ]
    assert "1 set aside as not applicable" in write_report(moved)
