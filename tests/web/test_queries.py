"""How much pages ask of the records: no more for many than for few."""

from __future__ import annotations

from dataclasses import replace

import pytest
from control_room import BY, CLIENT, MIGRATION, NOW, ours, signed_in

from pilotage.store.agreed import agreed
from pilotage.store.clients import add_engagement
from pilotage.store.items import save, values
from pilotage.store.models import MemberRow
from pilotage.store.runs import Computed, keep, latest

pytestmark = pytest.mark.django_db
MORE = 4
"""So many clients, and times the people, are added."""


@pytest.fixture
def asked(django_assert_max_num_queries):
    """Return how many queries a page takes once it was shown."""

    def count(role, page):
        browser = signed_in(role)
        assert browser.get(page).status_code == 200
        with django_assert_max_num_queries(60) as seen:
            browser.get(page)
        return len(seen)

    return count


def computed(run, people=1):
    """Return what a run brought once more, with its people several times over."""
    members = tuple(run.members.all())
    for_each = tuple(copied(row, number) for row in members for number in range(people))
    return Computed("whole", run.word, dict(run.sections.values_list("name", "document")),
                    members=for_each)  # fmt: skip


def copied(row, number):
    parts = ("wave", "kind", "department", "state", "rank", "blocking", "because", "why")
    kept = {part: getattr(row, part) for part in parts}
    return MemberRow(unit=f"{row.unit}-{number}", name=f"{row.name} {number}", **kept)


@pytest.mark.parametrize("role", ["owner", "msp_owner"])
def test_the_portfolio_asks_no_more_for_many_migrations_than_for_few(role, asked):
    before = asked(role, "/portfolio")
    for number in range(MORE):
        added = add_engagement(agreed(ours()), BY, client="Marlow Freight (demo)", key=f"m{number}")
        keep(added, computed(latest(ours())), NOW, BY)

    assert 0 < asked(role, "/portfolio") == before


def test_the_overview_asks_no_more_for_many_people_than_for_few(asked):
    page = f"/c/{CLIENT}/m/{MIGRATION}"
    keep(ours(), computed(latest(ours())), NOW, BY)
    before = asked("sponsor", page)
    keep(ours(), computed(latest(ours()), MORE), NOW, BY)
    for person in values(ours(), "person"):
        save(ours(), "person", replace(person, name=f"{person.name} the second"), BY)

    assert 0 < asked("sponsor", page) == before
