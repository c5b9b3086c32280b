"""People as Graph states them: columns, types, and what was not selected."""

from datetime import UTC, datetime

import pytest
from collect.answers import tables

from pilotage.collect.graph import Object
from pilotage.facts.tables import TABLES

ANA: Object = {
    "id": "ana",
    "userPrincipalName": "Ana@Harbour.example",
    "mail": "Ana.Sol@harbour.example",
    "accountEnabled": True,
    "userType": "Member",
    "onPremisesSyncEnabled": None,
    "manager": {"id": "ben"},
    "createdDateTime": "2020-01-01T10:00:00Z",
    "signInActivity": {
        "lastSignInDateTime": "2026-01-02T10:00:00Z",
        "lastNonInteractiveSignInDateTime": "2026-01-07T10:00:00Z",
        "lastSuccessfulSignInDateTime": "2026-01-02T10:00:00Z",
    },
    "proxyAddresses": [
        "SMTP:Ana.Sol@harbour.example",
        "smtp:ana@harbour.example",
        "X500:/o=Harbour/cn=Ana",
        "EUM:12@harbour.example",
    ],
    "assignedLicenses": [{"skuId": "e3", "disabledPlans": ["sway"]}],
}


def test_a_person_has_one_row_with_names_in_lower_case():
    [row] = tables("users", ANA)["users"].frame.rows(named=True)

    assert row["upn"] == "ana@harbour.example"
    assert row["manager"] == "ben"
    assert row["kind"] == "member"
    assert row["synced"] is False


def test_the_last_sign_in_is_the_latest_of_any_kind():
    [row] = tables("users", ANA)["users"].frame.rows(named=True)

    assert row["last_sign_in_at"] == datetime(2026, 1, 7, 10, tzinfo=UTC)


def test_an_attempt_is_kept_apart_from_a_sign_in_that_succeeded():
    [row] = tables("users", ANA)["users"].frame.rows(named=True)

    assert row["last_success_at"] == datetime(2026, 1, 2, 10, tzinfo=UTC)


def test_every_address_is_kept_with_its_kind_and_the_primary_is_marked():
    rows = tables("users", ANA)["addresses"].frame.rows()

    assert rows == [
        ("ana", "user", "/o=Harbour/cn=Ana", "x500", True),
        ("ana", "user", "ana.sol@harbour.example", "smtp", True),
        ("ana", "user", "ana@harbour.example", "smtp", False),
    ]


def test_a_licence_row_names_its_holder():
    assert tables("users", ANA)["licences_assigned"].frame.rows(named=True) == [
        {"sku": "e3", "disabled_plans": ["sway"], "user": "ana"}
    ]


def test_only_selected_properties_count_as_read():
    selected = tables("users", {"id": "ana", "displayName": None})

    assert set(selected) == {"users"}
    assert selected["users"].frame.columns == ["user", "name"]


def test_an_empty_answer_leaves_nothing_unread():
    empty = tables("users")["users"].frame

    assert empty.is_empty()
    assert set(TABLES["users"].columns) - set(empty.columns) == {"vip"}


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ({"id": 7}, "id is a whole number, not text"),
        ({"id": ""}, "id is empty"),
        ({"id": "b", "accountEnabled": "yes"}, "accountEnabled is text, not true or false"),
        ({"id": "b", "proxyAddresses": "SMTP:b"}, "proxyAddresses is text, not a list"),
        (
            {"id": "b", "proxyAddresses": [1]},
            "proxyAddresses holds a whole number where text should be",
        ),
        ({"id": "b", "signInActivity": 5}, "signInActivity/lastSignInDateTime is a whole number"),
        (["b"], "a list where an object should be"),
        ({"id": "b", "@removed": {"reason": "deleted"}}, "the object was removed"),
    ],
)
def test_an_object_of_the_wrong_shape_costs_itself_alone(broken, why):
    people = tables("users", ANA, broken)["users"]

    [refused] = people.refused
    assert people.frame["user"].to_list() == ["ana"]
    assert refused.where == "users.json: value[1]"
    assert refused.why.startswith(why)


def test_a_date_that_is_none_is_left_out_and_said():
    people = tables("users", ANA | {"createdDateTime": "last week"})["users"]

    assert people.frame["created_at"].to_list() == [None]
    assert "createdDateTime is not a time" in people.refused[0].why


def test_the_year_one_means_never():
    people = tables("users", ANA | {"createdDateTime": "0001-01-01T00:00:00Z"})["users"]

    assert people.frame["created_at"].to_list() == [None]
    assert people.refused == ()


def test_registered_methods_are_kept_in_the_words_of_graph():
    made = tables("userRegistrationDetails", {"id": "ana", "methodsRegistered": ["fido2"]})

    assert made["authentication_registration"].frame.rows(named=True) == [
        {"user": "ana", "methods": ["fido2"]}
    ]
