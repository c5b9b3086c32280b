"""The two numbers stand side by side, unknown where nothing was kept."""

from __future__ import annotations

import pytest
from control_room import BY, CLIENT, MIGRATION, ours, signed_in

from pilotage.facts.disruption import Disruption
from pilotage.store.items import save

pytestmark = pytest.mark.django_db
AT = f"/c/{CLIENT}/m/{MIGRATION}/outcomes"


def test_disruption_and_coordination_stand_side_by_side_r20() -> None:
    save(ours(), "disruption", Disruption(1, "ana", 40, "ticket"), BY)
    page = signed_in("sponsor").get(AT).content.decode()

    assert "Disruption: minutes lost per person" in page
    assert "Coordination: how fast the parties answer" in page
    assert "1 ticket" in page


def test_without_evidence_the_page_says_unknown_and_shows_n_d12() -> None:
    page = signed_in("sponsor").get(AT).content.decode()

    assert "No probe, ticket or pulse was kept for wave 1." in page
    assert '<td class="num">0</td>' in page
