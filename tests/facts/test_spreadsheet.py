import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.facts.spreadsheet import harmless, harmless_texts, plain


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_what_begins_like_a_formula_is_text(start):
    assert harmless(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text())
def test_what_was_made_harmless_can_be_made_plain_again(text):
    assert plain(harmless(text)) == text


@given(st.lists(st.text() | st.none()))
def test_a_column_is_guarded_as_each_of_its_cells_is(texts):
    frame = pl.DataFrame(
        {"name": texts, "weight": [-1.0] * len(texts)}, {"name": pl.String, "weight": pl.Float64}
    )
    guarded = harmless_texts(frame)

    assert guarded["name"].to_list() == [text and harmless(text) for text in texts]
    assert guarded["weight"].to_list() == frame["weight"].to_list()
