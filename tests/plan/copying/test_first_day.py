"""On the first day an office loads its mailboxes again, over links that somebody measured."""

import pytest
from harbour import mailbox, tenant
from plan.copying.waves import limits

from pilotage.facts.plan import Objective, Plan
from pilotage.plan.copying import first_days

PLAN = Plan("harbour", (), {"ana": 0, "ben": 0, "chen": 1}, Objective(0, 0, 0))
BOXES = [mailbox(name, size_bytes=9_000_000_000) for name in ("ana", "ben", "chen")]


def link(**changes):
    """Return a link of 100 Mbit/s to the only office, half of it busy."""
    return {
        "link": "quay",
        "office": "Quay 1",
        "provider": "Quay Net",
        "down_mbps": 100.0,
        "up_mbps": 50.0,
        "busy_percent": 50.0,
        "measured_at": None,
        **changes,
    }


def days(*links):
    """Return the first days of Harbour Foods with these links."""
    return first_days(tenant(mailboxes=BOXES, network_links=list(links)), PLAN, limits())


def test_each_wave_loads_the_mailboxes_of_its_people_r42():
    first, second = days(link())

    assert (first.wave, first.office, first.people, first.gb) == (0, "Quay 1", 2, 18.0)
    assert first.hours == pytest.approx(18 / (100 * 0.5 * 0.8 * 0.45))
    assert (first.fits, second.people) == (True, 1)


def test_a_thin_link_does_not_carry_the_first_day():
    assert not days(link(down_mbps=10.0))[0].fits


@pytest.mark.parametrize("links", [[], [link(down_mbps=None)], [link(busy_percent=100.0)]])
def test_a_link_that_is_not_known_to_carry_anything_is_unknown(links):
    first, _ = days(*links)

    assert (first.hours, first.fits) == (None, None)
