from __future__ import annotations

from dataclasses import replace

from handover.sample import cells, material

from pilotage.handover import write_report
from pilotage.handover.sections.unseen import unseen


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
