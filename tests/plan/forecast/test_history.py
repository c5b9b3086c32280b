"""What is taken from a file of finished migrations."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

import pytest

from pilotage.facts.errors import InputError
from pilotage.plan.forecast.calibration import Outcome
from pilotage.plan.forecast.history import read_history

FILE = PurePath("history.csv")
HEAD = "finished,p20,p80,p_by_deadline,deadline\n"


def test_a_line_is_an_outcome_and_columns_stand_in_any_order():
    outcomes, refused = read_history((HEAD + "2026-03-10,2026-03-01,2026-03-21,,\n").encode(), FILE)

    assert outcomes == (Outcome(date(2026, 3, 1), date(2026, 3, 21), date(2026, 3, 10)),)
    assert refused == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("2026-03-10,2026-03-21,2026-03-01,,", "p20: lies after p80"),
        ("2026-03-10,2026-03-01,2026-03-21,1.2,2026-03-21", "p_by_deadline: must be a share"),
        ("2026-03-10,2026-03-01,2026-03-21,nan,2026-03-21", "p_by_deadline: must be a share"),
        (",2026-03-01,2026-03-21,,", "finished"),
        ("32 March,2026-03-01,2026-03-21,,", "finished"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(line, why):
    outcomes, [refusal] = read_history((HEAD + line).encode(), FILE)

    assert outcomes == ()
    assert refusal.where == "history.csv, line 2"
    assert why in refusal.why


@pytest.mark.parametrize(
    ("data", "says"), [(b"p20,p80\n", "no column finished"), (b"\xff\xfe", "UTF-8"), (b"", "p20")]
)
def test_a_file_that_is_something_else_is_refused(data, says):
    with pytest.raises(InputError, match=says):
        read_history(data, FILE)
