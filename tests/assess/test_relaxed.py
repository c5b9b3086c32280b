"""The register of relaxations against what tenants leave open, both ways."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from harbour import BLOCK_LEGACY, MFA_FOR_ALL, engagement, tenant, without

from pilotage.assess.relaxed import openings, openings_gap, relaxed
from pilotage.facts.relaxation import Relaxation
from pilotage.facts.signed import Exclusion
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

TODAY = date(2026, 1, 9)
HOLE = openings([tenant(conditional_access_policies=[MFA_FOR_ALL | {"exclude_users": ["dara"]}])])
NONE = openings([tenant()])


def entry(**changes: Any) -> Relaxation:
    usual = {
        "what": "MFA leaves out dara",
        "who": "chen",
        "why": "the key arrives on Friday",
        "since": date(2026, 1, 5),
        "ends": date(2026, 1, 16),
        "objects": ("dara@harbour.example",),
    }
    return Relaxation(**{**usual, **changes})


def states(found: Any, **register: Relaxation) -> list[tuple[str, bool | None]]:
    return [(each.state, each.present) for each in relaxed(found, register, engagement(), TODAY)]


def test_what_nobody_registered_is_an_alarm_with_the_name_of_the_account() -> None:
    [found] = relaxed(HOLE, {}, engagement(), TODAY)

    assert (found.state, found.side) == ("unregistered", "source")
    assert found.what == "MFA for everyone leaves out dara@harbour.example"


def test_an_entry_that_names_the_account_makes_it_registered_r110() -> None:
    assert states(HOLE, one=entry()) == [("registered", True)]


def test_an_entry_past_its_end_is_expired_whether_it_is_still_there_or_not_r110() -> None:
    late = entry(ends=date(2026, 1, 8))

    assert states(HOLE, one=late) == [("expired", True)]
    assert states(NONE, one=late) == [("expired", False)]


def test_what_was_closed_on_paper_only_is_an_alarm() -> None:
    closed = entry(closed_on=TODAY)

    assert states(HOLE, one=closed) == [("closed, still there", True)]
    assert states(NONE, one=closed) == [("closed", False)]


def test_what_was_not_read_is_unknown_and_not_gone() -> None:
    gap = openings_gap([without(tenant(), CONDITIONAL_ACCESS_POLICIES, "403 Forbidden")])

    [found] = relaxed((), {"one": entry()}, engagement(), TODAY, gap=gap)

    assert "403 Forbidden" in gap
    assert found.present is None
    assert openings_gap([]) == "no tenant was read"


@pytest.mark.parametrize(
    ("agreed", "state"),
    [
        ({"emergency_accounts": ("dara@harbour.example",)}, []),
        ({"exclusion": (Exclusion("MS.AAD.3.2", "sync", users=("dara",)),)}, []),
        (
            {"exclusion": (Exclusion("MS.AAD.3.2", "move", ("dara",), expires_on=TODAY),)},
            ["registered"],
        ),
    ],
    ids=["emergency", "kept", "with an end"],
)
def test_what_the_engagement_keeps_on_purpose_is_no_relaxation(
    agreed: dict[str, Any], state: list[str]
) -> None:
    found = relaxed(HOLE, {}, engagement(**agreed), TODAY)

    assert [each.state for each in found] == state


def test_a_policy_that_is_switched_off_opens_nothing() -> None:
    off = BLOCK_LEGACY | {"state": "disabled", "exclude_users": ["dara"]}

    assert openings([tenant(conditional_access_policies=[off])]) == ()
