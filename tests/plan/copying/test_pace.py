"""Hours of a pass: linear in the data, never longer with more at once, unknown is said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plan.copying.waves import FILES, MAIL, QUAY, limits

from pilotage.plan.copying import changed, terms, unassessed


def hours(found):
    """Return the hours by limit."""
    return {term.limit: term.hours for term in found}


def test_twice_the_data_takes_twice_the_hours_r42():
    once = hours(terms((MAIL, FILES), limits(), QUAY))
    twice = hours(terms((MAIL.times(2), FILES.times(2)), limits(), QUAY))

    assert once
    assert twice == pytest.approx({limit: 2 * taken for limit, taken in once.items()})


@given(st.integers(1, 300), st.integers(1, 300), st.floats(0.1, 1e4), st.integers(1, 500))
def test_more_at_once_never_takes_longer(few, more, gb, accounts):
    load = replace(MAIL, accounts=accounts, gb=gb, largest_gb=gb / accounts)

    def taken(parallel):
        text = f"[[limit]]\nid = 'mail.parallel'\nvalue = {parallel}\n"
        return hours(terms((load,), limits(text), None))

    slow, fast = taken(min(few, more)), taken(max(few, more))
    assert all(fast[limit] <= slow[limit] for limit in slow)


def test_the_line_carries_mail_and_files_together():
    found = hours(terms((MAIL, FILES), limits(), QUAY))

    assert found["link"] == pytest.approx((40 + 100) / 4.0)


def test_one_large_mailbox_takes_its_time_however_many_run_at_once():
    [mailbox] = [
        term for term in terms((MAIL,), limits(), None) if term.limit == "mail.per_account"
    ]

    assert mailbox.hours == pytest.approx(6 / 0.75)
    assert (mailbox.low, mailbox.high) == pytest.approx((6 / 1.25, 6 / 0.25))
    assert mailbox.holds == pytest.approx(40 / (0.75 * 100))
    assert "the largest of 20" in mailbox.says


def test_the_published_upload_of_one_mailbox_is_1_8_gigabytes_an_hour():
    assert limits()["exchange.upload"].per_hour() == pytest.approx(1.8)


def test_what_nobody_counted_is_said_and_not_guessed():
    blind = replace(FILES, items=None, largest_items=None, guessed=3)
    found = terms((blind,), limits(), None)

    assert "sharepoint.units_per_day" not in hours(found)
    said = list(unassessed((blind,), limits(), None))
    assert any("so no line is counted" in each for each in said)
    assert any("3 of 20 files accounts have no size" in each for each in said)
    assert any("sharepoint.units_per_day" in each for each in said)


def test_nothing_to_copy_takes_no_hours():
    assert terms((), limits(), QUAY) == ()


def test_a_day_changes_one_per_cent_and_never_more_than_all():
    [day] = changed((MAIL,), limits(), 1)
    [year] = changed((MAIL,), limits(), 365)

    assert day.gb == pytest.approx(0.4)
    assert year.gb == MAIL.gb
