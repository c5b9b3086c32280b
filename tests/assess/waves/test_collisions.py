"""Too many kinds of change at once for one person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from pilotage.assess.waves.collisions import (
    CHANGES,
    IDENTITY,
    PERMISSIONS,
    POLICY,
    SIGN_IN,
    WITHIN,
    collisions,
)

T0 = datetime(2026, 11, 14, 18, tzinfo=UTC)


def changes(*kinds, after=timedelta(), person="ana"):
    """Return the changes of a person: all at T0, the last of them ``after`` it."""
    rows = [(2, person, person, kind, T0) for kind in kinds[:-1]]
    return pl.DataFrame(
        [*rows, (2, person, person, kinds[-1], T0 + after)], schema=CHANGES, orient="row"
    )


def test_three_kinds_at_once_are_a_collision_with_a_proposal_r109():
    [found] = collisions(changes(IDENTITY, PERMISSIONS, SIGN_IN)).to_dicts()

    assert found["kinds"] == [IDENTITY, PERMISSIONS, SIGN_IN]
    assert found["split"] == "register the sign-in method before Wed 11 Nov 18:00 UTC"


def test_two_kinds_are_none():
    assert collisions(changes(IDENTITY, POLICY)).is_empty()


@pytest.mark.parametrize(
    ("after", "count"), [(WITHIN, 1), (WITHIN + timedelta(minutes=1), 0)], ids=["in", "out"]
)
def test_only_what_falls_within_three_days_counts(after, count):
    assert collisions(changes(IDENTITY, PERMISSIONS, POLICY, after=after)).height == count


def test_the_same_kind_twice_is_one_kind():
    assert collisions(changes(IDENTITY, IDENTITY, POLICY)).is_empty()


def test_four_kinds_are_split_until_two_are_left():
    [found] = collisions(changes(IDENTITY, PERMISSIONS, SIGN_IN, POLICY)).to_dicts()

    assert "register the sign-in method" in found["split"]
    assert "switch the access policy" in found["split"]


def test_people_do_not_collide_with_each_other():
    one = changes(IDENTITY, PERMISSIONS)
    other = changes(SIGN_IN, POLICY, person="ben")

    assert collisions(pl.concat([one, other])).is_empty()
