from __future__ import annotations

from handover.sample import cells, material

from pilotage.handover.sections.unseen import unseen


def test_refused_rows_say_where_how_many_and_why():
    chapter = unseen(material())

    assert cells(chapter.refused) == [
        ("Source", "mailboxes.csv, line 14", "1", "size_bytes is negative"),
        ("Source", "users-page-3.json", "whole file", "the file ends in the middle of a value"),
    ]
    assert (chapter.rows_refused, chapter.files_refused) == (1, 1)
