"""The engagement file and the items are the same agreement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from control_room import BY, ours
from django.utils import timezone

from pilotage.facts.engagement import Vendor
from pilotage.store import audit
from pilotage.store.agreed import agreed, setting, take_in

pytestmark = pytest.mark.django_db


def test_what_was_taken_in_comes_back_whole():
    terms = agreed(ours())

    changed = replace(terms, vendor=(*terms.vendor, Vendor("Scales (demo)", "scales")))
    take_in(ours(), changed, BY)

    assert agreed(ours()) == changed


def test_taking_in_the_same_again_writes_nothing():
    before = audit.ends()

    take_in(ours(), agreed(ours()), BY)

    assert audit.ends() == before


def test_what_the_file_does_not_name_any_more_is_removed_and_still_known_in_the_past():
    terms, then = agreed(ours()), timezone.now()

    take_in(ours(), replace(terms, vendor=()), BY)

    assert agreed(ours()).vendor == ()
    assert agreed(ours(), then).vendor == terms.vendor


def test_a_setting_is_found_by_its_name():
    assert setting(ours(), "capacity") == agreed(ours()).capacity
