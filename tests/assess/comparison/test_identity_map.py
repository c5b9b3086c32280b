"""Who becomes whom, and which applications get another sign-on."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from harbour import PEOPLE, tenant, user, without

from pilotage.assess.comparison.identity_map import identity_map, map_gap
from pilotage.assess.comparison.sign_on_changes import sign_on_changes, sign_on_gap
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import SERVICE_PRINCIPALS

PLACED = pl.DataFrame({"unit": ["ana", "ben"], "wave": [1, 2]})
MAP = [
    {"source_user": "ana", "target_user": "t-ana", "rule": "address"},
    {"source_user": "ben", "target_user": "ben@quay.example", "rule": "by_hand"},
    {"source_user": "chen", "target_user": "nobody", "rule": "by_hand"},
]
TARGET = tenant(side="target", users=[user("ana", user="t-ana", upn="ana@quay.example")])
ERP = {
    "service_principal": "sp-erp",
    "application": "erp",
    "name": "ERP",
    "single_sign_on": "saml",
    "enabled": True,
}
USED = {"user": "ana", "application": "erp", "client_app": "Browser", "count": 3, "days": 30}


def source(**tables: Any) -> Snapshot:
    return tenant(**{"identity_map": MAP, **tables})


def test_each_person_has_the_name_before_and_afterwards_r13() -> None:
    rows = {row["user"]: row for row in identity_map(source(), TARGET, PLACED).to_dicts()}

    assert set(rows) == set(PEOPLE)
    assert (rows["ana"]["after"], rows["ana"]["state"]) == ("ana@quay.example", "mapped")
    assert (rows["ben"]["after"], rows["ben"]["state"]) == ("ben@quay.example", "to be made")
    assert rows["ben"]["wave"] == 2


@pytest.mark.parametrize("name", ["chen", "dara"])
def test_who_is_not_on_the_map_has_no_name_afterwards_and_no_verdict_r26(name: str) -> None:
    rows = {row["user"]: row for row in identity_map(source(), TARGET, PLACED).to_dicts()}

    assert (rows[name]["after"], rows[name]["changes"]) == (None, None)
    assert rows[name]["state"] == "missing"


def test_the_same_name_in_other_capitals_is_no_change_r26() -> None:
    same = tenant(side="target", users=[user("ana", user="t-ana", upn="ANA@harbour.example")])

    [ana, *_] = identity_map(source(), same, PLACED).to_dicts()

    assert ana["changes"] is False


def test_a_map_that_was_not_read_is_said_and_not_empty() -> None:
    assert "was not collected" in map_gap(tenant(), TARGET)
    assert map_gap(source(), None) == "the target was not read"
    assert map_gap(source(), TARGET) == ""


def test_an_application_is_counted_in_the_wave_of_its_people_r26() -> None:
    found = sign_on_changes(source(service_principals=[ERP], sign_ins=[USED]), PLACED)

    assert found.select("name", "wave", "people").rows() == [("ERP", 1, 1)]


@pytest.mark.parametrize(
    ("change", "rows"),
    [({"single_sign_on": None}, 0), ({"enabled": False}, 0), ({"application": "other"}, 1)],
    ids=["no sign-on", "switched off", "used by nobody"],
)
def test_only_applications_that_sign_people_on_change(change: dict[str, Any], rows: int) -> None:
    found = sign_on_changes(source(service_principals=[ERP | change], sign_ins=[USED]), PLACED)

    assert found.height == rows
    assert found["people"].sum() == 0


def test_applications_that_were_not_read_are_said() -> None:
    known = source(service_principals=[ERP], sign_ins=[USED])

    assert sign_on_gap(known) == ""
    assert "denied" in sign_on_gap(without(known, SERVICE_PRINCIPALS, "denied"))
    assert sign_on_gap(None) == "the source was not read"
