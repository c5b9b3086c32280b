"""Every requirement has a test that is named by its number, or is marked as not built yet."""

from __future__ import annotations

import pytest
from requirement_numbers import NUMBERS, numbers_of, outcomes, proven

PROVEN = proven()
NOT_BUILT = pytest.mark.xfail(reason="not built yet", strict=True)


@pytest.mark.parametrize(
    "number",
    [pytest.param(each, marks=() if PROVEN[each] else NOT_BUILT) for each in NUMBERS],
)
def test_a_requirement_has_a_test(number):
    assert PROVEN[number]


def test_the_end_of_a_name_says_what_a_test_proves():
    assert numbers_of("test_the_count_is_typed_r7_d9[owner]") == ("R7", "D9")
    assert numbers_of("test_nothing_in_particular") == ()


def test_a_requirement_with_one_failing_test_fails():
    found = outcomes(["test_one_r7", "test_two_d9"], ["test_three_r7"])

    assert (found["pass"], found["fail"]) == (("D9",), ("R7",))
    assert len(found["not built yet"]) == len(NUMBERS) - 2
