"""Items: versions, history, and who was first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from control_room import BY, ours
from django.utils import timezone

from pilotage.facts.actor import Actor
from pilotage.facts.engagement import Vendor
from pilotage.facts.errors import ChangedMeanwhile, NotKnown
from pilotage.store import audit
from pilotage.store.items import all_or_nothing, history, item, items, remove, save

pytestmark = pytest.mark.django_db
SCALES = Vendor("Scales and Sons (demo)", "floor scales")
KEY = "scales-and-sons-demo"


def test_a_value_comes_back_as_it_was_given():
    kept = save(ours(), "vendor", SCALES, BY)

    assert (kept.key, kept.version) == (KEY, 1)
    assert item(ours(), "vendor", KEY).value == SCALES


def test_who_saves_an_old_version_is_told_what_is_there_now():
    first = save(ours(), "vendor", SCALES, BY)
    fresh = Vendor(SCALES.name, "all scales")
    save(ours(), "vendor", fresh, Actor("ana@demo.example", "cli"), version=first.version)

    with pytest.raises(ChangedMeanwhile, match=r"ana@demo\.example") as refused:
        save(ours(), "vendor", Vendor(SCALES.name, "none"), BY, version=first.version)

    assert refused.value.standing.value == fresh
    assert item(ours(), "vendor", KEY).value == fresh


def test_a_new_item_does_not_overwrite_one_that_somebody_else_made():
    save(ours(), "vendor", SCALES, BY)

    with pytest.raises(ChangedMeanwhile):
        save(ours(), "vendor", Vendor(SCALES.name, "others"), BY, version=0)


def test_saving_what_is_there_already_writes_nothing():
    save(ours(), "vendor", SCALES, BY)
    before = audit.ends()

    again = save(ours(), "vendor", SCALES, BY)

    assert again.version == 1
    assert audit.ends() == before


def test_a_moment_in_the_past_shows_what_was_known_then():
    save(ours(), "vendor", SCALES, BY)
    then = timezone.now()
    save(ours(), "vendor", Vendor(SCALES.name, "all scales", promised_on=date(2026, 11, 1)), BY)
    remove(ours(), "vendor", KEY, BY)

    assert item(ours(), "vendor", KEY, then).value == SCALES
    assert KEY not in {each.key for each in items(ours(), "vendor")}
    with pytest.raises(NotKnown):
        item(ours(), "vendor", KEY, then - timedelta(days=400))


def test_a_number_that_was_used_is_never_given_again():
    known = items(ours(), "window")
    last = known[-1]
    remove(ours(), "window", last.key, BY)

    fresh = save(ours(), "window", last.value, BY)

    assert fresh.key not in {each.key for each in known}


def test_together_means_all_or_none():
    def two_changes():
        with all_or_nothing():
            save(ours(), "vendor", SCALES, BY)
            save(ours(), "vendor", SCALES, BY, version=7)

    with pytest.raises(ChangedMeanwhile):
        two_changes()

    with pytest.raises(NotKnown):
        item(ours(), "vendor", KEY)


def test_the_history_of_an_item_names_who_did_what():
    save(ours(), "vendor", SCALES, BY)
    remove(ours(), "vendor", KEY, Actor("ana@demo.example", "10.0.0.1"))

    told = [(each.did, each.who, each.source) for each in history(ours(), "vendor", KEY)]

    assert told == [("added", "tests", "cli"), ("removed", "ana@demo.example", "10.0.0.1")]
