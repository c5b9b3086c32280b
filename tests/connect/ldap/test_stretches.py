"""Stretches of change numbers cover everything once."""

from hypothesis import given
from hypothesis import strategies as st

from pilotage.connect.ldap.stretches import Stretch, resumed

START = Stretch("CN=DC1", 5_000, width=100)


def covered(filter):
    """Return the change numbers that a filter lets through, up to one beyond the last."""
    low = filter.partition("(uSNChanged>=")[2].partition(")")[0]
    high = filter.partition("(uSNChanged<=")[2].partition(")")[0]
    return range(int(low or 0), int(high or 5_001) + 1)


@given(st.lists(st.integers(0, 20_000), min_size=60, max_size=60))
def test_every_change_number_is_asked_for_once(counts):
    stretch, seen = START, []
    for count in counts:
        seen += covered(stretch.within("(a=b)"))
        if stretch.ends:
            break
        stretch = stretch.next(count)

    assert seen == list(range(len(seen)))
    assert not stretch.ends or len(seen) == 5_002


def test_the_last_stretch_has_no_end_so_that_what_changes_meanwhile_is_met():
    last = Stretch("CN=DC1", 50, first=40)

    assert last.within("(a=b)") == "(&(a=b)(uSNChanged>=40))"


def test_where_nobody_counts_the_only_stretch_is_the_whole():
    whole = Stretch("", 0)

    assert whole.ends
    assert whole.within("(a=b)") == "(a=b)"


def test_a_place_is_understood_by_the_server_that_counted_it_alone():
    place = START.next(0).place

    assert resumed(place, START).first == 100
    assert resumed(place, Stretch("CN=DC2", 5_000)) is None
    assert resumed("nonsense", START) is None
