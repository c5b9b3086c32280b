import base64

from pilotage.handover.listing import Listing, listing
from pilotage.handover.words import Word


def decoded(made: Listing) -> str:
    return base64.b64decode(made.href.partition("base64,")[2]).decode("utf-8-sig")


def test_a_table_leaves_the_page_as_csv():
    made = listing("Units, all", ("Unit", "State"), [("Åsa", Word("Failed", "bad")), (3, None)])

    assert decoded(made) == "Unit,State\r\nÅsa,Failed\r\n3,\r\n"
    assert made.file_name == "units-all.csv"


def test_no_cell_of_the_csv_starts_a_formula():
    made = listing("x", ("a", "b"), [("=1+1", "@x"), (-3, "-x")])

    assert decoded(made) == "a,b\r\n'=1+1,'@x\r\n-3,'-x\r\n"


def test_a_long_table_says_how_much_is_shown():
    made = listing("x", ("a",), [(n,) for n in range(4312)])

    assert len(made.rows) == 20
    assert made.extent == "first 20 of 4,312; all in the workbook"
    assert listing("x", ("a",), [(1,)]).extent == ""


def test_a_csv_too_long_for_a_page_is_left_to_the_workbook():
    assert listing("x", ("a",), [("y" * 200_001,)]).href == ""
