"""What a wave copies is read from the snapshot; a size that is missing is counted and guessed."""

import pytest
from harbour import mailbox, tenant

from pilotage.facts.plan import Objective, Plan
from pilotage.facts.runbook import Kind
from pilotage.plan.copying import loads_of

PLAN = Plan("harbour", (), {"ana": 0, "ben": 0, "chen": 1, "dara": 1}, Objective(0, 0, 0))
MAIL = Kind.MAIL_TO_MICROSOFT_365


def test_each_wave_copies_the_mailboxes_of_its_people():
    first, second = loads_of(tenant(), PLAN, MAIL)

    assert (first.wave, first.workload, first.accounts) == (0, "mail", 2)
    assert first.gb == pytest.approx(2 * 2 * 1.073741824)
    assert (first.items, first.largest_items, second.accounts) == (40_000, 20_000, 2)


def test_a_size_that_was_not_read_is_counted_and_taken_as_the_median():
    boxes = [mailbox("ana", size_bytes=None), mailbox("ben"), mailbox("chen")]
    first, _ = loads_of(tenant(mailboxes=boxes), PLAN, MAIL)

    assert first.guessed == 1
    assert first.gb == pytest.approx(2 * 2 * 1.073741824)


def test_items_that_nobody_counted_are_unknown():
    boxes = [mailbox("ana", item_count=None)]
    [load] = loads_of(tenant(mailboxes=boxes), PLAN, MAIL)

    assert (load.items, load.largest_items) == (None, None)


def test_a_migration_that_copies_nothing_has_no_load():
    assert loads_of(tenant(), PLAN, Kind.SECURITY_TRANSITION) == ()
