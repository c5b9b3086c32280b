from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from harbour import ENGAGEMENT
from hypothesis import given
from hypothesis import strategies as st

from pilotage.facts.errors import InputError
from pilotage.facts.runbook import Kind
from pilotage.store import engagement
from pilotage.store.engagement_template import template

TODAY = date(2026, 1, 9)


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
@pytest.mark.parametrize("examples", [False, True])
def test_the_template_of_each_kind_is_valid_with_and_without_its_examples(kind, examples):
    text = template(kind, name='Say "x"', client="Harbour", today=TODAY, examples=examples)

    made = engagement.parse(text, "engagement.toml")

    assert made.migration.kind is kind
    assert made.migration.name == 'Say "x"'
    assert bool(made.window) is examples


def test_moments_without_an_offset_are_read_in_the_time_zone_of_the_migration():
    text = ENGAGEMENT.replace('client = "', 'time_zone = "Europe/Amsterdam"\nclient = "')
    windows = "[[window]]\nstarts = 2026-07-04T18:00:00\nhours = 8\n"
    windows += "[[window]]\nstarts = 2026-02-07T18:00:00\nhours = 8\n"

    made = engagement.parse(text + windows, "engagement.toml")

    assert [each.starts for each in made.window] == [
        datetime(2026, 2, 7, 17, tzinfo=UTC),
        datetime(2026, 7, 4, 16, tzinfo=UTC),
    ]


WRONG = {
    "unknown key": ('colour = "red"\n', "unknown key target.colour; known are name, exports"),
    "typo": ("[capacity]\npeople_per_windw = 3\n", "did you mean people_per_window?"),
    "in a list": ("[[person]]\nnam = 1\nroles = []\n", r"unknown key person\[1\].nam; did you"),
    "wrong type": ("[capacity]\npeople_per_window = 'many'\n", "capacity.people_per_window: input"),
    "missing": ("[[freeze]]\ndepartment = 'x'\n", "freeze.1.first is required"),
    "negative": ("[capacity]\ngb_per_window = -1\n", "capacity.gb_per_window must be 0 or more"),
    "no number": ("[capacity]\ngb_per_window = nan\n", "capacity.gb_per_window is nan"),
    "endless": ("[capacity]\ngb_per_window = inf\n", "capacity.gb_per_window is inf"),
    "huge": ("[capacity]\npeople_per_window = 10000000000\n", "which nobody has"),
    "flag as number": ("[capacity]\npeople_per_window = true\n", "is true where a number belongs"),
    "number as flag": (
        "[[service]]\nname = 'A'\ncritical = 1\n",
        r"service\[1\].critical is 1 where true or false",
    ),
    "number as day": (
        "[[person]]\nname = 'A'\nroles = []\naccepted_on = 0\n",
        r"person\[1\].accepted_on is 0 where a day belongs",
    ),
    "negative hours": (
        "[[service]]\nname = 'A'\nrto_hours = -1\n",
        r"service\[1\].rto_hours must be 0 or more, not -1",
    ),
    "more than all": (
        "[[message]]\ntitle = 'A'\naudience = 'all'\ndays = -7\nreached_percent = 101\n",
        r"message\[1\].reached_percent is more than 100",
    ),
    "unsigned": (
        "[[attestation]]\ncheck = 'a.b'\nwho = ' '\nsays = 'x'\n"
        "signed_on = 2026-01-01\nexpires_on = 2026-02-01\n",
        r"attestation\[1\].who is empty",
    ),
    "unprintable": (
        '[[person]]\nname = "A\\u0000"\nroles = []\n',
        r"person\[1\].name holds a char",
    ),
    "no table": (
        "[[capacity]]\npeople_per_window = 1\n",
        r"capacity must be a table, written \[capacity\]",
    ),
    "no list": ("[window]\nhours = 8\n", r"window must be a list of tables"),
    "role": ("[[person]]\nname = 'A'\nroles = ['king']\n", r"person\[1\].roles has no role king"),
    "backwards": (
        "[[freeze]]\ndepartment = 'x'\nfirst = 2026-02-02\nlast = 2026-02-01\n",
        "before it begins",
    ),
    "not TOML": ("[[window\n", "not valid TOML.*line"),
    "pilot": ("[pilot]\nmin_people = 9\nmax_people = 3\n", "pilot.min_people must be between"),
    "year": ("[[window]]\nstarts = 0001-01-01T00:00:00\nhours = 8\n", "year 1 is a slip"),
    "hours": ("[[window]]\nstarts = 2026-01-01T00:00:00\nhours = 0\n", "hours must be over 0"),
}


@pytest.mark.parametrize(("more", "says"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_by_file_and_key(more, says):
    with pytest.raises(InputError, match=f"(?s)engagement.toml: .*{says}"):
        engagement.parse(ENGAGEMENT + more, "engagement.toml")


def test_an_unknown_time_zone_is_refused():
    text = ENGAGEMENT.replace('client = "', 'time_zone = "Mars/Olympus"\nclient = "')

    with pytest.raises(InputError, match="'Mars/Olympus' is not a zone"):
        engagement.parse(text, "engagement.toml")


def test_an_absent_file_says_how_to_make_one(tmp_path):
    with pytest.raises(InputError, match="pilotage init"):
        engagement.read(tmp_path)


def test_a_byte_order_mark_is_no_obstacle_and_other_encodings_are_refused(tmp_path):
    path = tmp_path / "engagement.toml"
    path.write_text(ENGAGEMENT, encoding="utf-8-sig")
    assert engagement.read(tmp_path).migration.name == "Harbour to Quay"

    path.write_bytes(ENGAGEMENT.replace("Quay", "Käi").encode("cp1252"))
    with pytest.raises(InputError, match="is not UTF-8 at byte"):
        engagement.read(tmp_path)


@given(st.integers(0, len(ENGAGEMENT) - 1), st.text(max_size=20))
def test_no_text_makes_the_reader_crash(at, noise):
    with suppress(InputError):
        engagement.parse(ENGAGEMENT[:at] + noise + ENGAGEMENT[at:], "engagement.toml")


def test_a_measured_limit_stands_in_its_own_table():
    text = "[[limit]]\nid = 'mail.per_account'\nvalue = 0.9\nwhy = 'our pilot'\nn = 12\n"

    [limit] = engagement.parse(ENGAGEMENT + text, "engagement.toml").limit

    assert (limit.id, limit.value, limit.why, limit.n) == ("mail.per_account", 0.9, "our pilot", 12)


def test_a_range_that_does_not_hold_its_value_is_refused():
    text = "[[limit]]\nid = 'mail.per_account'\nvalue = 0.9\nlow = 1.0\n"

    with pytest.raises(InputError, match=r"limit\[1\] must have low, value and high in this order"):
        engagement.parse(ENGAGEMENT + text, "engagement.toml")
