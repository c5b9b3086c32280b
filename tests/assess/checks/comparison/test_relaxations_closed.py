from datetime import date

import pytest
from harbour import BLOCK_LEGACY, NOW, policy, without
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.signed import Exclusion
from pilotage.facts.situation import Situation
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

CHECK = "comparison.relaxations_closed"
PAST, AHEAD = date(2026, 1, 8), date(2026, 2, 1)


def opened(expires_on, state="enabled", **excluded):
    """Return the ready migration with one exception registered and one policy that has it."""
    entry = Exclusion(
        "MS.AAD.3.2v2",
        "the night of the move",
        users=("dara@harbour.example",),
        groups=("All staff",),
        applications=("orders",),
        expires_on=expires_on,
    )
    made = policy("MFA", state=state, **excluded)
    target = {"conditional_access_policies": [BLOCK_LEGACY, made]}
    return ready(target=target, exclusion=(entry,))


@pytest.mark.parametrize(
    "excluded",
    [
        {"exclude_users": ["DARA"]},
        {"exclude_groups": ["all-staff"]},
        {"exclude_applications": ["orders"]},
    ],
)
def test_an_exception_past_its_end_that_is_still_there_fails(excluded):
    finding = answer(CHECK, opened(PAST, **excluded))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["side"].to_list() == ["target"]
    assert finding.evidence["why"].to_list() == ["the night of the move"]


def test_an_open_exception_in_time_is_listed_until_it_is_closed():
    open_ = answer(CHECK, opened(AHEAD, exclude_users=["dara"]))
    closed = answer(CHECK, opened(AHEAD))

    assert (open_.outcome, closed.outcome) == (Outcome.PASSED, Outcome.PASSED)
    assert "1 exceptions are open, the first until 1 Feb 2026: " in open_.says
    assert closed.says == "No exception with an end is open."


@pytest.mark.parametrize(
    "situation",
    [
        opened(PAST),
        opened(PAST, exclude_users=["ana"]),
        opened(PAST, state="disabled", exclude_users=["dara"]),
        opened(None, exclude_users=["dara"]),
    ],
)
def test_what_is_closed_or_kept_on_purpose_passes(situation):
    assert answer(CHECK, situation).outcome is Outcome.PASSED


def test_is_not_assessed_when_the_policies_of_a_side_were_not_read():
    blind = without(ready().target, CONDITIONAL_ACCESS_POLICIES, "not granted")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "target: not granted" in finding.says
