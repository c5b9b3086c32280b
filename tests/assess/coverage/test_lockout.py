"""Who could not sign in: each way in is tried before somebody is called locked out."""

from __future__ import annotations

import pytest
from harbour import HEALTHY, policy, tenant, user, without

from pilotage.assess.coverage.lockout import (
    ENFORCED,
    EVERYTHING,
    OFFICE,
    REGISTERING,
    REPORT_ONLY,
    Lockout,
    lockout,
)
from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import AUTHENTICATION_REGISTRATION as REGISTRATION

REGISTER = "urn:user:registersecurityinfo"
DEVICES = [
    {"device": "d1", "owner": "ana", "compliant": True, "trust": "joined", "enabled": True},
    {"device": "d2", "owner": "ben", "compliant": False, "trust": "hybrid_joined", "enabled": True},
    {"device": "d3", "owner": "chen", "compliant": True, "trust": "joined", "enabled": False},
]
NO_METHOD = {"user": "dara", "mfa_registered": False, "mfa_capable": False, "methods": []}
NEW_DARA = [row for row in HEALTHY["authentication_registration"] if row["user"] != "dara"] + [
    NO_METHOD
]
KEYS = {
    "grant_controls": [],
    "authentication_strength": "Phishing-resistant MFA",
    "strength_combinations": ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"],
}
SOME = {"include_users": []}


def simulate(*policies, **tables) -> Lockout:
    return lockout(tenant(conditional_access_policies=list(policies), **tables))


def out(found: Lockout, state: str = ENFORCED, *out_of: str) -> list[str]:
    return found.of(state, *out_of)["user"].to_list()


def test_nobody_is_locked_out_by_a_policy_that_everyone_can_meet():
    assert simulate(policy("MFA")).rows.is_empty()


@pytest.mark.parametrize(
    ("name", "changes", "locked"),
    [
        ("block", {"grant_controls": ["block"], **SOME, "include_groups": ["all-staff"]}, 4),
        ("elsewhere", {"grant_controls": ["block"], "exclude_locations": ["AllTrusted"]}, 0),
        ("mobile", {"grant_controls": ["block"], "include_platforms": ["iOS"]}, 0),
        ("risky", {"grant_controls": ["block"], "sign_in_risk": ["high"]}, 0),
        ("codes", {"grant_controls": ["block"], "authentication_flows": ["deviceCodeFlow"]}, 0),
        ("old", {"grant_controls": ["block"], "client_apps": ["other"]}, 0),
        ("odd", {"grant_controls": ["block"], "unknown": ["conditions.times"]}, 0),
        ("app", {"grant_controls": ["approvedApplication"]}, 0),
        (
            "app, and block",
            {"grant_controls": ["approvedApplication", "block"], "exclude_users": ["ana"]},
            3,
        ),
    ],
)
def test_a_block_locks_out_where_it_leaves_no_way_in(name, changes, locked):
    found = simulate(policy(name, **changes))

    assert len(out(found)) == locked
    assert all(names == [name] for names in found.rows["policies"].to_list())


@pytest.mark.parametrize(
    ("controls", "operator", "locked"),
    [
        (["compliantDevice"], "OR", ["ben", "chen", "dara"]),
        (["domainJoinedDevice"], "OR", ["ana", "chen", "dara"]),
        (["compliantDevice", "domainJoinedDevice"], "OR", ["chen", "dara"]),
        (["compliantDevice", "domainJoinedDevice"], "AND", ["ana", "ben", "chen", "dara"]),
        (["mfa", "compliantDevice"], "OR", []),
    ],
)
def test_only_devices_that_somebody_owns_and_may_use_count(controls, operator, locked):
    asked = policy("devices", grant_controls=controls, grant_operator=operator)

    assert out(simulate(asked, devices=DEVICES)) == locked


def test_devices_that_were_not_read_count_in_favour_of_everyone_and_are_a_gap():
    found = simulate(policy("devices", grant_controls=["compliantDevice"]))

    assert found.rows.is_empty()
    assert found.gaps == ("devices was not collected",)


def test_who_has_no_key_is_locked_out_where_only_keys_count():
    found = simulate(policy("keys", **KEYS), authentication_registration=NEW_DARA)

    assert out(found) == ["dara"]


def test_methods_that_were_not_read_count_in_favour_of_everyone():
    snapshot = tenant(conditional_access_policies=[policy("keys", **KEYS)])

    found = lockout(without(snapshot, REGISTRATION, "no permission"))

    assert found.rows.is_empty()
    assert "no permission" in found.gaps


@pytest.mark.parametrize(
    ("changes", "locked"),
    [
        ({}, ["dara"]),
        ({"exclude_locations": ["AllTrusted"]}, []),
        ({"grant_controls": ["compliantDevice"]}, ["dara"]),
        ({"exclude_users": ["dara"]}, []),
        ({"grant_controls": ["mfa", "compliantDevice"], "exclude_platforms": ["iOS"]}, []),
    ],
)
def test_who_must_have_mfa_to_register_mfa_gets_nowhere(changes, locked):
    guard = policy("registration", include_applications=[], user_actions=[REGISTER], **changes)

    found = simulate(policy("MFA"), guard, authentication_registration=NEW_DARA, devices=DEVICES)

    assert out(found) == locked


def test_a_registration_that_is_barred_is_said_even_where_no_policy_asks_for_mfa():
    guard = policy("registration", include_applications=[], user_actions=[REGISTER])

    found = simulate(guard, authentication_registration=NEW_DARA)

    assert found.rows.select("user", "out_of", "policies").rows() == [
        ("dara", REGISTERING, ["registration"])
    ]


def test_out_of_office_is_said_apart_from_out_of_everything():
    closed = policy("closed", include_applications=["Office365"], grant_controls=["block"])

    assert set(simulate(closed).rows["out_of"]) == {OFFICE}
    assert set(simulate(policy("all", grant_controls=["block"])).rows["out_of"]) == {EVERYTHING}


def test_policies_that_lock_out_only_together_are_both_named():
    found = simulate(
        policy("office only", grant_controls=["block"], exclude_locations=["AllTrusted"]),
        policy("not the office", grant_controls=["block"], include_locations=["AllTrusted"]),
    )

    assert set(found.rows["policies"].to_list()[0]) == {"office only", "not the office"}


def test_report_only_policies_are_told_apart():
    closed = policy("closed", grant_controls=["block"], exclude_users=["ana"])

    found = simulate(
        closed | {"state": "enabledForReportingButNotEnforced"},
        policy("now", grant_controls=["block"], include_users=["ben"]),
    )

    assert out(found, ENFORCED) == ["ben"]
    assert out(found, REPORT_ONLY) == ["chen", "dara"]


def test_administrators_who_are_left_are_counted():
    roles = [
        {
            "principal": name,
            "principal_kind": "user",
            "role": GLOBAL_ADMINISTRATOR,
            "assignment": kind,
            "scope": "/",
        }
        for name, kind in (("ana", "eligible"), ("chen", "standing"))
    ]
    closed = policy("closed", grant_controls=["block"], include_users=["chen"])

    found = simulate(closed, role_assignments=roles)

    assert (found.administrators, found.administrators_left) == (2, 1)
    assert simulate(closed).administrators is None


def test_guests_may_bring_a_device_and_a_method_from_home():
    people = [user("ana"), user("gil", kind="guest", upn="gil_quay.example#EXT#@harbour.example")]
    new = [{**NO_METHOD, "user": each["user"]} for each in people]
    asked = policy("devices", grant_controls=["compliantDevice"])

    found = simulate(
        asked, policy("keys", **KEYS), users=people, devices=[], authentication_registration=new
    )

    assert out(found) == ["ana"]


def test_disabled_users_are_not_simulated():
    people = [user("ana"), user("ben", enabled=False)]

    assert out(simulate(policy("all", grant_controls=["block"]), users=people)) == ["ana"]


def test_a_simulation_without_users_says_so():
    with pytest.raises(NotKnown, match="users of harbour-foods are not known"):
        simulate(policy("MFA"), users=[])
