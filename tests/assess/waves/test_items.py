"""Harbour Foods moves in two waves: Ana and Ben, then Chen and Dara. Everybody is ready.

Each test breaks one thing and looks who is not ready any more, or of whom it is not known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import (
    BLOCK_LEGACY,
    HEALTHY,
    MFA_FOR_ALL,
    NOW,
    PEOPLE,
    mailbox,
    policy,
    unread,
    user,
    without,
)
from ready import READY, SOURCE, TARGET, TODAY, ready

from pilotage.assess.waves import ITEMS, wave_readiness
from pilotage.facts.plan import Objective, Plan
from pilotage.facts.signed import Attestation
from pilotage.facts.snapshot import Refusal
from pilotage.facts.tables import (
    AUTHENTICATION_REGISTRATION,
    CALENDAR_DELEGATES,
    CONDITIONAL_ACCESS_POLICIES,
    DEVICES,
    HOLDS,
    IDENTITY_MAP,
    LICENCES_BOUGHT,
    MAILBOX_PERMISSIONS,
    MAILBOXES,
    ROLE_ASSIGNMENTS,
    SIGN_INS,
    USERS,
)

WAVES = {"ana": 0, "ben": 0, "chen": 1, "dara": 1}
GLOBAL_ADMIN = "62e90394-69f5-4237-9190-012177145e10"
NEEDS_DEVICE = policy("Managed devices only", grant_controls=["compliantDevice"])


def moving(*, source=None, target=None, **agreed):
    """Return the ready migration, whose source has no mailbox on hold."""
    return ready(source={"holds": [], **(source or {})}, target=target, **agreed)


def look(situation, waves=WAVES):
    """Return state and sentence by item and person."""
    found = wave_readiness(situation, Plan("p", (), waves, Objective(0, 0, 0))).items
    rows = found.select("item", "person", "state", "because").iter_rows()
    return {(item, person): (state, because) for item, person, state, because in rows}


def registration(**of_dara):
    """Return the registration report of the target, in which Dara's row is changed."""
    *others, dara = HEALTHY["authentication_registration"]
    return {"authentication_registration": [*others, {**dara, **of_dara}]}


def accounts(**of_dara):
    *others, dara = HEALTHY["users"]
    return {"users": [*others, {**dara, **of_dara}]}


def signed_in(client, last=NOW, **changes):
    """Return the sign-ins, with 12 of Dara by an old client."""
    row = {"user": "dara", "application": "mail", "client_app": client, "legacy": True}
    return {"sign_ins": [*SOURCE["sign_ins"], {**row, "count": 12, "last_at": last, **changes}]}


def on_map(**of_dara):
    *others, dara = SOURCE["identity_map"]
    return {"identity_map": [*others, {**dara, **of_dara}]}


def role(**changes):
    """Return the roles of one side: Dara administrates everything."""
    given = {"principal": "dara", "principal_kind": "user", "role": GLOBAL_ADMIN, "scope": "/"}
    whole = {**given, "privileged": True, "assignment": "standing", **changes}
    return {"role_assignments": [whole]}


def device(**changes):
    row = {"device": "d1", "owner": "dara", "compliant": True, "trust": "joined", "enabled": True}
    return {**row, **changes}


def under(*policies, **tables):
    return {"conditional_access_policies": list(policies), **tables}


HELD = {"holds": [{"mailbox": "dara@harbour.example", "hold": "h", "kind": "litigation"}]}
PUSH = registration(methods=["microsoftAuthenticatorPush"])
LAPTOPS = [device(device=f"d-{name}", owner=name) for name in PEOPLE]
SEAT = TARGET["licences_bought"][0]

NOT_READY = {
    "off the map": ("identity", {"source": {"identity_map": SOURCE["identity_map"][:3]}}),
    "two people, one target": ("identity", {"source": on_map(target_user="ana")}),
    "no account": ("account", {"source": on_map(target_user="d.new@quay.example")}),
    "disabled account": ("account", {"target": accounts(enabled=False)}),
    "no seat": (
        "licence",
        {
            "target": {
                "licences_assigned": TARGET["licences_assigned"][:3],
                "licences_bought": [{**SEAT, "bought": 4}],
            }
        },
    ),
    "not registered": ("mfa_registered", {"target": registration(mfa_registered=False)}),
    "not allowed": ("mfa_registered", {"target": registration(mfa_capable=False)}),
    "weak": ("mfa_strong", {"target": registration(methods=["mobilePhone", "email"])}),
    "no method": ("mfa_strong", {"target": registration(methods=[])}),
    "an administrator with a push": (
        "phishing_resistant",
        {
            "source": role(),
            "target": PUSH,
        },
    ),
    "old client": ("legacy_clients", {"source": signed_in("IMAP4")}),
    "old phone": ("legacy_clients", {"source": signed_in("Exchange ActiveSync")}),
    "blocked": (
        "sign_in",
        {"target": under(policy("Away", include_users=["dara"], grant_controls=["block"]))},
    ),
    "blocked soon": (
        "report_only",
        {
            "target": under(
                policy(
                    "Away",
                    include_users=["dara"],
                    grant_controls=["block"],
                    state="enabledForReportingButNotEnforced",
                )
            )
        },
    ),
    "no device": ("device", {"target": under(NEEDS_DEVICE, devices=LAPTOPS[:3])}),
    "device not compliant": (
        "device",
        {"target": under(NEEDS_DEVICE, devices=[*LAPTOPS[:3], device(compliant=False)])},
    ),
    "mailbox too large": (
        "mailbox_size",
        {
            "source": {
                "mailboxes": [*HEALTHY["mailboxes"][:3], mailbox("dara", size_bytes=60 * 1024**3)]
            }
        },
    ),
    "on hold": (
        "holds",
        {"source": {"holds": [{"mailbox": "dara", "hold": "h", "kind": "delay"}]}},
    ),
    "no champion": ("contact", {"department": READY.department[:3], "person": READY.person[:3]}),
    "no phone": (
        "contact",
        {"person": (*READY.person[:3], replace(READY.person[3], phone=""))},
    ),
}
"""What is wrong with Dara, who is fine otherwise."""

UNKNOWN = {
    "identity": ("source", IDENTITY_MAP),
    "account": ("target", USERS),
    "licence": ("target", LICENCES_BOUGHT),
    "mfa_registered": ("target", AUTHENTICATION_REGISTRATION),
    "mfa_strong": ("target", AUTHENTICATION_REGISTRATION),
    "phishing_resistant": ("target", AUTHENTICATION_REGISTRATION),
    "legacy_clients": ("source", SIGN_INS),
    "sign_in": ("target", CONDITIONAL_ACCESS_POLICIES),
    "report_only": ("target", CONDITIONAL_ACCESS_POLICIES),
    "device": ("target", CONDITIONAL_ACCESS_POLICIES),
    "mailbox_size": ("source", MAILBOXES),
    "holds": ("source", HOLDS),
    "mailbox_rights": ("source", MAILBOX_PERMISSIONS),
    "calendar_delegates": ("source", CALENDAR_DELEGATES),
}


def test_everybody_is_ready_when_nothing_is_wrong_r11():
    found = look(moving())

    assert {item for item, _ in found} == set(ITEMS)
    assert {state for state, _ in found.values()} == {"ready"}


@pytest.mark.parametrize("case", NOT_READY)
def test_who_lacks_something_is_not_ready_and_nobody_else_r11(case):
    item, broken = NOT_READY[case]

    found = look(moving(**broken))

    states = {person: found[item, person][0] for person in PEOPLE}
    shares = {"ana"} if case == "two people, one target" else set()
    assert {who for who, state in states.items() if state == "not_ready"} == {"dara", *shares}
    assert set(states.values()) == {"not_ready", "ready"}


@pytest.mark.parametrize("item", UNKNOWN)
def test_what_was_not_read_is_unknown_of_everybody_r11(item):
    side, table = UNKNOWN[item]
    healthy = moving()
    blind = replace(healthy, **{side: without(getattr(healthy, side), table, "no permission")})

    found = look(blind)

    assert {found[item, person][0] for person in PEOPLE} == {"unknown"}
    assert all("no permission" in found[item, person][1] for person in PEOPLE)


def test_without_a_target_nothing_about_it_is_ready():
    found = look(replace(moving(), target=None))

    assert found["mfa_registered", "ana"] == ("unknown", "the target was not read")
    assert found["identity", "ana"][0] == "ready"
    assert found["legacy_clients", "ana"][0] == "ready"


def test_rows_that_were_refused_make_nobody_ready_and_excuse_nobody():
    healthy = moving(target=registration(mfa_registered=False))
    lost = (Refusal("page 3", "half a row", 2, ("authentication_registration",)),)
    found = look(replace(healthy, target=replace(healthy.target, refused=lost)))

    assert found["mfa_registered", "ana"][0] == "unknown"
    assert "refused" in found["mfa_registered", "ana"][1]
    assert found["mfa_registered", "dara"][0] == "not_ready"


def test_who_has_no_account_yet_is_told_so_once_and_is_unknown_otherwise():
    found = look(moving(source=on_map(target_user="d.new@quay.example")))

    about_dara = {item: state for (item, person), (state, _) in found.items() if person == "dara"}
    assert [item for item, state in about_dara.items() if state == "not_ready"] == ["account"]
    assert about_dara["mfa_registered"] == about_dara["sign_in"] == "unknown"


def test_who_is_missing_in_the_registration_report_is_unknown():
    report = {"authentication_registration": HEALTHY["authentication_registration"][:3]}
    found = look(moving(target=report))

    assert found["mfa_registered", "dara"][0] == found["mfa_strong", "dara"][0] == "unknown"


def test_an_account_that_may_be_disabled_is_unknown():
    assert look(moving(target=accounts(enabled=None)))["account", "dara"][0] == "unknown"


def test_free_seats_are_given_to_the_waves_in_their_order():
    target = {
        "licences_assigned": [],
        "licences_bought": [{**SEAT, "bought": 3, "assigned": 0}],
    }
    found = look(moving(target=target))

    assert [found["licence", person][0] for person in PEOPLE] == ["ready"] * 3 + ["not_ready"]
    assert "people of wave 1 who need a seat: 2, seats left: 1" in found["licence", "dara"][1]


def test_seats_that_were_not_counted_are_unknown_for_who_needs_one():
    target = {
        "licences_assigned": TARGET["licences_assigned"][:3],
        "licences_bought": [{**SEAT, "assigned": None}],
    }
    found = look(moving(target=target))

    assert found["licence", "dara"][0] == "unknown"
    assert found["licence", "ana"][0] == "ready"


def test_a_licence_without_a_mailbox_is_none():
    assigned = [*TARGET["licences_assigned"][:3], {"user": "dara", "sku": "visio"}]
    seats = [
        {**SEAT, "bought": 4},
        {"sku": "visio", "bought": 9, "assigned": 1, "plans": ["VISIO"]},
    ]
    found = look(moving(target={"licences_assigned": assigned, "licences_bought": seats}))

    assert found["licence", "dara"][0] == "not_ready"


def test_while_roles_are_not_known_only_a_resistant_method_is_enough():
    healthy = moving(target=registration(methods=["microsoftAuthenticatorPush"]))
    found = look(replace(healthy, target=without(healthy.target, ROLE_ASSIGNMENTS, "no right")))

    assert found["phishing_resistant", "dara"][0] == "unknown"
    assert found["phishing_resistant", "ana"][0] == "ready"


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "not_ready"),
        ({"role": "reader", "privileged": False}, "ready"),
        ({"role": "reader", "privileged": None}, "unknown"),
    ],
)
def test_a_role_in_the_target_counts_by_its_weight(changes, state):
    found = look(moving(target=PUSH | role(**changes)))

    assert found["phishing_resistant", "dara"][0] == state


def test_an_old_client_says_how_often_and_when_last():
    found = look(moving(source=signed_in("IMAP4")))

    assert "IMAP4 (12 sign-ins, last on 9 Jan 2026)" in found["legacy_clients", "dara"][1]


def test_an_old_client_of_two_months_ago_is_none():
    found = look(moving(source=signed_in("IMAP4", last=NOW - timedelta(days=60))))

    assert found["legacy_clients", "dara"][0] == "ready"


def test_an_old_client_that_the_target_lets_in_stops_nobody():
    found = look(moving(source=signed_in("IMAP4"), target=under()))

    assert found["legacy_clients", "dara"][0] == "ready"
    assert "lets in" in found["legacy_clients", "dara"][1]


def test_a_block_of_everything_from_one_place_is_no_block_of_old_clients():
    abroad = policy("Not from there", include_locations=["there"], grant_controls=["block"])
    found = look(moving(source=signed_in("IMAP4"), target=under(abroad)))

    assert found["legacy_clients", "dara"][0] == "ready"


def test_a_block_with_a_hole_leaves_old_clients_unknown():
    outside = BLOCK_LEGACY | {"include_locations": ["All"], "exclude_locations": ["office"]}
    found = look(moving(source=signed_in("IMAP4"), target=under(outside)))

    assert found["legacy_clients", "dara"][0] == "unknown"


def test_who_is_left_out_of_the_block_may_keep_the_old_client():
    found = look(
        moving(source=signed_in("IMAP4"), target=under(BLOCK_LEGACY | {"exclude_users": ["dara"]}))
    )

    assert found["legacy_clients", "dara"][0] == "ready"


def test_policies_that_were_not_read_leave_old_clients_unknown():
    healthy = moving(source=signed_in("IMAP4"))
    blind = without(healthy.target, CONDITIONAL_ACCESS_POLICIES, "no permission")
    found = look(replace(healthy, target=blind))

    assert found["legacy_clients", "dara"][0] == "unknown"
    assert found["legacy_clients", "ana"][0] == "ready"


def test_a_lock_out_names_what_is_closed_and_the_policy():
    away = policy("Away", include_users=["dara"], grant_controls=["block"])
    found = look(moving(target=under(away)))

    assert found["sign_in", "dara"][1] == "is locked out of every application by Away"


def test_who_may_be_locked_out_for_lack_of_data_is_unknown():
    healthy = moving()
    blind = unread(healthy.target, AUTHENTICATION_REGISTRATION, "methods")
    found = look(replace(healthy, target=blind))

    assert found["sign_in", "ana"][0] == "unknown"


def test_devices_that_were_not_read_are_unknown_only_where_one_is_demanded():
    healthy, strict = moving(), moving(target=under(NEEDS_DEVICE))

    for situation, state in ((healthy, "ready"), (strict, "unknown")):
        blind = replace(situation, target=without(situation.target, DEVICES, "no permission"))
        assert look(blind)["device", "dara"][0] == state


def test_a_device_demanded_outside_the_office_only_is_unknown_without_one():
    outside = NEEDS_DEVICE | {"include_locations": ["All"], "exclude_locations": ["office"]}
    found = look(moving(target=under(outside, devices=LAPTOPS[:3])))

    assert found["device", "dara"][0] == "unknown"
    assert found["device", "ana"][0] == "ready"


def test_a_mailbox_without_a_size_is_unknown():
    boxes = [*HEALTHY["mailboxes"][:3], mailbox("dara", size_bytes=None)]

    assert look(moving(source={"mailboxes": boxes}))["mailbox_size", "dara"][0] == "unknown"


def test_a_signature_on_holds_counts_until_it_ends():
    signed = Attestation("mail.holds_decided", "Ana", "Exported.", TODAY, TODAY + timedelta(days=9))
    over = replace(
        signed, signed_on=TODAY - timedelta(days=9), expires_on=TODAY - timedelta(days=1)
    )

    assert look(moving(source=HELD, attestation=(signed,)))["holds", "dara"][0] == "ready"
    assert look(moving(source=HELD, attestation=(over,)))["holds", "dara"][0] == "not_ready"


@pytest.mark.parametrize("item", ["mailbox_rights", "calendar_delegates"])
def test_delegate_and_owner_in_two_waves_are_both_not_ready(item):
    found = look(moving(), {**WAVES, "ben": 1})

    assert found[item, "ana"][0] == found[item, "ben"][0] == "not_ready"
    assert "Ben, who uses the" in found[item, "ana"][1]
    assert "moves in wave 0" in found[item, "ben"][1]
    assert found[item, "chen"][0] == "ready"


def test_a_delegate_of_many_names_three_and_counts_the_rest():
    owners = [user(f"o{number}") for number in range(5)]
    rights = [{"mailbox": each["user"], "trustee": "dara", "right": "send_as"} for each in owners]
    source = {"users": [*HEALTHY["users"], *owners], "mailbox_permissions": rights}
    found = look(moving(source=source), WAVES | {each["user"]: 0 for each in owners})

    said = found["mailbox_rights", "dara"][1]
    assert said.count("moves in wave 0") == 3
    assert said.endswith("and 2 more")
    assert " more" not in found["mailbox_rights", "o1"][1]


def test_who_has_no_department_cannot_be_rung_for_all_we_know():
    assert look(moving(source=accounts(department=" ")))["contact", "dara"][0] == "unknown"


def test_shared_mailboxes_disabled_accounts_and_guests_are_no_people():
    others = [
        user("orders"),
        user("gone", enabled=False),
        user("guest", kind="guest"),
    ]
    boxes = [*HEALTHY["mailboxes"], mailbox("orders", kind="shared")]
    source = {"users": [*HEALTHY["users"], *others], "mailboxes": boxes}
    found = look(moving(source=source), WAVES | {"orders": 1, "gone": 1, "guest": 1})

    assert {person for _, person in found} == set(PEOPLE)


def test_an_address_that_the_map_writes_with_capitals_is_the_account():
    assert look(moving(source=on_map(target_user="Dara@Harbour.Example"))) == look(moving()) | {
        ("identity", "dara"): ("ready", "becomes Dara@Harbour.Example")
    }


def test_mfa_for_everyone_stops_an_old_client_as_a_block_does():
    found = look(moving(source=signed_in("IMAP4"), target=under(MFA_FOR_ALL)))

    assert found["legacy_clients", "dara"][0] == "not_ready"


def test_an_item_reads_the_engagement_only_where_there_is_one():
    found = look(replace(moving(), engagement=None))

    assert found["contact", "dara"][0] == "unknown"
