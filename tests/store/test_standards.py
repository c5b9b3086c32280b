"""Versions of a standard."""

from __future__ import annotations

import pytest
from control_room import BY

from pilotage.facts.errors import InputError, NotKnown
from pilotage.facts.standard import Standard
from pilotage.store.standards import keep_standard, newest_standard, versions

pytestmark = pytest.mark.django_db
FIRST = Standard("baseline", ("identity.mfa_enforced",))


def test_a_change_makes_a_version_and_the_same_again_makes_none():
    second = Standard("baseline", ("identity.mfa_enforced", "dns.dmarc_rejects"))

    kept = [keep_standard(each, BY).number for each in (FIRST, FIRST, second)]

    assert kept == [1, 1, 2]
    assert [each.number for each in versions("baseline")] == [2, 1]
    assert newest_standard().standard == second


def test_a_standard_holds_a_check():
    with pytest.raises(InputError):
        keep_standard(Standard("empty", ()), BY)


def test_one_of_several_standards_must_be_named():
    keep_standard(FIRST, BY)
    keep_standard(Standard("other", FIRST.checks), BY)

    with pytest.raises(NotKnown, match="baseline, other"):
        newest_standard()
