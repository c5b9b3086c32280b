"""Dependencies: the picture with its table, the list, one unit, and what people say."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from control_room import CLIENT, MIGRATION, NOW, home, ours, signed_in

from pilotage.dependencies.picture import SHARED, SYSTEMS, Cluster, Picture, Tie
from pilotage.engine.dependencies import edges_of, open_edges, unit_named
from pilotage.facts.edge_claim import CLAIM_DAYS
from pilotage.facts.errors import NotKnown
from pilotage.store.items import values
from pilotage.store.runs import latest, section
from pilotage.web.dependencies.drawing import drawing

pytestmark = pytest.mark.django_db
BASE = f"/c/{CLIENT}/m/{MIGRATION}/dependencies"


def page(path: str = "") -> str:
    answer = signed_in("lead").get(BASE + path)
    assert answer.status_code == 200
    return answer.content.decode()


TODAY = NOW.date()


def edges(today=TODAY):
    return edges_of(latest(ours()), home(), ours(), today)


def claimed(edge, **changes):
    form = {
        "dependent": edge["dependent"],
        "needs": edge["needs"],
        "who": "Sam (demo)",
        "verdict": "confirms",
        "owner": "Sam (demo)",
        "impact": "22 people cannot dispatch",
        "plan": "",
        "expires_on": "2026-12-31",
        "version": "0",
    }
    return signed_in("engineer").post(f"{BASE}/claim", form | changes)


@pytest.mark.parametrize("by", ["department", "wave"])
def test_every_tie_of_the_picture_stands_in_the_table_too(by):
    ties = section(latest(ours()), "dependency_map")[by]["ties"]

    text = page(f"?by={by}")

    assert len(re.findall('class="tie', text)) == len(ties)
    assert len(signed_in("lead").get(f"{BASE}?by={by}&as=json").json()) == len(ties)


def test_the_page_says_how_much_of_the_sign_ins_is_explained_r99():
    kept = section(latest(ours()), "sign_in_coverage")

    assert kept["explained"] <= kept["sign_ins"]
    assert f"{kept['percent']}" in page()


def test_the_list_has_every_dependency_with_its_source_r16():
    found = edges().collect()

    listed = signed_in("lead").get(f"{BASE}/list?as=json").json()

    assert len(listed) == found.height
    assert all(row["source"] and row["known"] for row in listed)


def test_a_claim_makes_a_dependency_owned_and_confirmed_for_sixty_days_r16():
    edge = edges().collect().to_dicts()[0]

    assert claimed(edge).status_code == 302
    [kept] = [
        row
        for row in edges().collect().to_dicts()
        if (row["dependent"], row["needs"]) == (edge["dependent"], edge["needs"])
    ][:1]
    assert (kept["state"], kept["owner"]) == ("confirmed", "Sam (demo)")
    open_ = open_edges(edges(), unowned=True, unconfirmed=True).collect()
    both = {"dependent": edge["dependent"], "needs": edge["needs"]}
    assert open_.filter(**both).is_empty()
    assert "22 people cannot dispatch" in page(f"/edge?{urlencode(both)}")
    over = edges(NOW.date() + timedelta(days=CLAIM_DAYS + 1)).filter(**both).collect()
    assert set(over["state"]) == {"unconfirmed"}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"who": ""}, 422),
        ({"verdict": "perhaps"}, 422),
        ({"expires_on": "2027-06-01"}, 422),
        ({"needs": "nobody-knows-this"}, 404),
        ({"version": "7"}, 409),
        ({"version": ""}, 422),
    ],
    ids=["nobody", "verdict", "too long", "no unit", "stale", "no version"],
)
def test_a_claim_that_cannot_be_is_refused(changes, status):
    edge = edges().collect().to_dicts()[0]

    assert claimed(edge, **changes).status_code == status
    assert values(ours(), "edge_claim") == ()


def test_a_unit_is_found_by_name_and_by_the_name_in_an_address_r16():
    run = latest(ours())
    unit = unit_named(run, home(), "Orderline ERP")

    assert unit_named(run, home(), "orderline-erp") == unit
    assert unit_named(run, home(), unit.unit) == unit
    assert "Is needed by" in page(f"/unit?{urlencode({'unit': 'orderline-erp'})}")


@pytest.mark.parametrize("asked", ["", "no such thing", "%", "' or 1=1"])
def test_a_unit_that_is_not_there_is_not_found(asked):
    with pytest.raises(NotKnown):
        unit_named(latest(ours()), home(), asked)
    assert signed_in("lead").get(f"{BASE}/unit?{urlencode({'unit': asked})}").status_code == 404


def test_only_what_the_plan_cuts_is_listed_when_asked():
    listed = signed_in("lead").get(f"{BASE}/list?only=cut&as=json").json()

    assert {row["breaks"] for row in listed} == {"cut"}


def test_boxes_do_not_overlap_and_thicker_is_heavier():
    clusters = tuple(Cluster(f"c{n}", f"C {n}", (SHARED, SYSTEMS)[n % 2], 1) for n in range(12))
    ties = (Tie("c0", "c1", 9.0, 3, 0), Tie("c0", "c2", 1.0, 1, 1))

    drawn = drawing(Picture("department", clusters, ties, 0))

    assert len({(box.x, box.y) for box in drawn.boxes}) == 12
    assert drawn.curves[0].thickness > drawn.curves[1].thickness
    assert drawn.curves[1].says == "C 0 and C 2: 1 ties, 1 cut"
