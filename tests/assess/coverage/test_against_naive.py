"""The engine agrees with somebody who tries every sign-in."""

from __future__ import annotations

from assess.coverage.naive import FILTERS, STAFF, anyone, is_covered, uncovered
from harbour import policy, tenant, user
from hypothesis import given, settings
from hypothesis import strategies as st

from pilotage.assess.coverage import coverage
from pilotage.assess.coverage.grants import Control

LOCATIONS = [
    {
        "location": "hq",
        "name": "HQ",
        "kind": "ip",
        "trusted": True,
        "ranges": ["192.0.2.0/24"],
        "countries": [],
    },
    {
        "location": "nl",
        "name": "Netherlands",
        "kind": "country",
        "trusted": False,
        "ranges": [],
        "countries": ["NL"],
    },
]
DIRECTORY = {
    "users": [
        user("ann"),
        user("bob"),
        user("cas"),
        user("dee", kind="guest", upn="dee_quay.example#EXT#@harbour.example"),
        user("eva", kind="guest"),
        user("fay", enabled=False),
    ],
    "groups": [{"group": group, "name": group} for group in ("staff", "vips", "inner")],
    "memberships": [
        {"group": "staff", "member": "cas", "member_kind": "user"},
        {"group": "staff", "member": "inner", "member_kind": "group"},
        {"group": "inner", "member": "vips", "member_kind": "group"},
        {"group": "vips", "member": "bob", "member_kind": "user"},
        {"group": "vips", "member": "dee", "member_kind": "user"},
        {"group": "inner", "member": "inner", "member_kind": "group"},
    ],
    "role_assignments": [
        {
            "principal": "ann",
            "principal_kind": "user",
            "role": "admins",
            "assignment": "standing",
            "scope": "/",
        },
        {
            "principal": "bob",
            "principal_kind": "user",
            "role": "admins",
            "assignment": "standing",
            "scope": "/administrativeUnits/harbour",
        },
    ],
    "named_locations": LOCATIONS,
}
NOBODY = {"users": [], "named_locations": LOCATIONS}


def some(*words: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True)


GUEST_TYPES = ("b2bCollaborationGuest", "internalGuest", "serviceProvider")
CONDITIONS = st.one_of(
    st.fixed_dictionaries({"include_users": some("All", "ann", "GuestsOrExternalUsers", "None")}),
    st.fixed_dictionaries({"exclude_users": some("ann", "GuestsOrExternalUsers")}),
    st.fixed_dictionaries({"include_users": st.just([]), "include_groups": some("staff", "vips")}),
    st.fixed_dictionaries({"exclude_groups": some("staff", "vips")}),
    st.fixed_dictionaries({"include_users": st.just([]), "include_roles": st.just(["admins"])}),
    st.fixed_dictionaries({"exclude_roles": st.just(["admins"])}),
    st.fixed_dictionaries(
        {"include_users": st.just([]), "include_guest_types": some(*GUEST_TYPES)}
    ),
    st.fixed_dictionaries({"exclude_guest_types": some(*GUEST_TYPES)}),
    st.fixed_dictionaries({"include_applications": some("payroll", "Office365", "All")}),
    st.fixed_dictionaries({"exclude_applications": some("payroll", "Office365")}),
    st.fixed_dictionaries({"include_platforms": some("iOS", "windows", "all")}),
    st.fixed_dictionaries(
        {"include_platforms": st.just(["all"]), "exclude_platforms": some("iOS", "windows")}
    ),
    st.fixed_dictionaries({"include_locations": some("hq", "nl", "AllTrusted")}),
    st.fixed_dictionaries(
        {"include_locations": st.just(["All"]), "exclude_locations": some("hq", "nl", "AllTrusted")}
    ),
    st.fixed_dictionaries({"client_apps": some("browser", "exchangeActiveSync", "other", "all")}),
    st.fixed_dictionaries(
        {
            "device_filter": st.sampled_from(sorted(FILTERS)),
            "device_filter_mode": st.sampled_from(["include", "exclude"]),
        }
    ),
    st.fixed_dictionaries({"sign_in_risk": some("none", "low", "medium", "high")}),
    st.fixed_dictionaries({"authentication_flows": st.just(["deviceCodeFlow"])}),
)
GRANTS = st.sampled_from(
    [
        {"grant_controls": ["mfa"]},
        {"grant_controls": ["mfa"]},
        {"grant_controls": ["block"]},
        {"grant_controls": ["mfa", "compliantDevice"], "grant_operator": "OR"},
        {"grant_controls": ["mfa", "compliantDevice"], "grant_operator": "AND"},
        {"grant_controls": ["compliantDevice", "domainJoinedDevice"], "grant_operator": "OR"},
        {"grant_controls": ["approvedApplication"]},
        {"grant_controls": [], "strength_combinations": ["fido2"], "authentication_strength": "x"},
        {"grant_controls": [], "grant_operator": None},
    ]
)
STATES = st.sampled_from(["enabled"] * 6 + ["disabled", "enabledForReportingButNotEnforced"])


OPPOSITES = {
    "exclude_users": "include_users",
    "exclude_groups": "include_groups",
    "exclude_roles": "include_roles",
    "exclude_guest_types": "include_guest_types",
    "exclude_applications": "include_applications",
    "exclude_platforms": "include_platforms",
    "exclude_locations": "include_locations",
}
PEOPLE = {"exclude_users", "exclude_groups", "exclude_roles", "exclude_guest_types"}


def opposite(changes: dict[str, object]) -> dict[str, object]:
    """Return what catches those whom the exclusions of a policy let go."""
    turned = {OPPOSITES.get(name, name): value for name, value in changes.items()}
    turned |= {"include_users": turned.get("include_users", [])} if PEOPLE & changes.keys() else {}
    if mode := changes.get("device_filter_mode"):
        turned["device_filter_mode"] = "include" if mode == "exclude" else "exclude"
    return turned


@st.composite
def policies(draw: st.DrawFn) -> list[dict[str, object]]:
    made: list[dict[str, object]] = []
    for number in range(draw(st.integers(1, 3))):
        changes: dict[str, object] = {}
        for condition in draw(st.lists(CONDITIONS, max_size=2)):
            changes |= condition
        grants = draw(GRANTS)
        state = draw(STATES)
        made.append(policy(f"p{number}", state=state, **{**changes, **grants}))
        if draw(st.booleans()):
            made.append(policy(f"q{number}", state=state, **{**opposite(changes), **grants}))
    return made


CONTROLS = st.sampled_from(list(Control))


@settings(deadline=None, max_examples=60)
@given(policies(), CONTROLS)
def test_classes_of_people_are_covered_as_every_sign_in_of_theirs_is(chosen, control):
    found = coverage(tenant(**NOBODY, conditional_access_policies=chosen), control)

    assert found.covered is is_covered(anyone(), chosen, control.value)


@settings(deadline=None, max_examples=60)
@given(policies(), CONTROLS)
def test_users_are_counted_as_those_with_a_sign_in_that_gets_through(chosen, control):
    found = coverage(tenant(**DIRECTORY, conditional_access_policies=chosen), control)

    through = {one.who for one in uncovered(STAFF, chosen, control.value)}
    assert found.covered is (not through)
    assert found.users_uncovered == len(through)


@settings(deadline=None, max_examples=40)
@given(policies(), CONTROLS)
def test_a_policy_that_is_not_understood_decides_only_what_others_leave_open(chosen, control):
    odd = chosen[0] | {"state": "enabled", "unknown": ["conditions.times"]}
    found = coverage(
        tenant(**DIRECTORY, conditional_access_policies=[odd, *chosen[1:]]), control
    ).covered

    anyway = is_covered(STAFF, chosen[1:], control.value)
    at_best = is_covered(STAFF, [odd, *chosen[1:]], control.value)
    assert found is (True if anyway else None if at_best else False)
