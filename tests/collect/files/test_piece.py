"""Pieces of one kind become one, so that what follows works on whole tables."""

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.files.piece import Piece, joined, said
from pilotage.facts.tables import MEMBERSHIPS


def piece(file, group, **changes):
    frame = pl.DataFrame({"group": [group], "member": ["ana"]})
    return Piece("graph", "groupMembers", (file,), Batch(MEMBERSHIPS, frame, **changes))


def test_pieces_with_the_same_columns_are_one_in_the_order_of_their_files():
    [one] = joined([piece("b.json", "g2"), piece("a.json", "g1", missing="cut")])

    assert one.files == ("a.json", "b.json")
    assert one.batch.frame["group"].to_list() == ["g1", "g2"]
    assert one.batch.missing == "cut"


def test_pieces_with_other_columns_stay_apart():
    other = piece("a.json", "g1").with_frame(
        pl.DataFrame({"group": ["g"], "member_kind": ["user"]})
    )

    assert len(joined([piece("b.json", "g2"), other])) == 2


def test_files_are_said_by_the_first_and_how_many_more():
    assert said(["a.json", "b.json", "a.json"]) == "a.json and 1 more"
