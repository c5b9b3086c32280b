"""Holes and what completes them: one pair per dimension of a sign-in."""

from __future__ import annotations

import pytest
from harbour import BLOCK_LEGACY, policy, tenant, user, without

from pilotage.assess.coverage import Coverage, coverage
from pilotage.assess.coverage.grants import Control
from pilotage.facts.tables import MEMBERSHIPS, ROLE_ASSIGNMENTS

MFA = policy("MFA for everyone")
SOME = {"include_users": []}
EXCHANGE, TEAMS = "00000002-0000-0ff1-ce00-000000000000", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"
MODERN = {"client_apps": ["browser", "mobileAppsAndDesktopClients"]}
EVERY_GUEST = (
    *("b2bCollaborationGuest", "b2bCollaborationMember", "b2bDirectConnectUser"),
    *("internalGuest", "serviceProvider", "otherExternalUser"),
)
SIX_PLATFORMS = ["android", "iOS", "windows", "windowsPhone", "macOS", "linux"]
SAW = {"device_filter": 'device.extensionAttribute1 -eq "SAW"'}


def decide(*policies, control=Control.MFA, roles=(), action="", **tables) -> Coverage:
    """Decide for classes of people: nobody is known by name."""
    known = {"users": [], "groups": [], "memberships": [], **tables}
    snapshot = tenant(conditional_access_policies=list(policies), **known)
    return coverage(snapshot, control, roles=roles, action=action)


def made(name, **changes):
    return policy(name, **changes)


PAIRS = {
    "a group that is left out": (
        made("all", exclude_groups=["g"]),
        made("rest", **SOME, include_groups=["g"]),
    ),
    "a user who is left out": (
        made("all", exclude_users=["dara"]),
        made("rest", include_users=["dara"]),
    ),
    "a role that is left out": (
        made("all", exclude_roles=["admins"]),
        made("rest", **SOME, include_roles=["admins"]),
    ),
    "guests as one keyword": (
        made("all", exclude_users=["GuestsOrExternalUsers"]),
        made("rest", include_users=["GuestsOrExternalUsers"]),
    ),
    "guests by all their types": (
        made("all", exclude_users=["GuestsOrExternalUsers"]),
        made("rest", **SOME, include_guest_types=list(EVERY_GUEST)),
    ),
    "one type of guest": (
        made("all", exclude_guest_types=["serviceProvider"]),
        made("rest", **SOME, include_guest_types=["serviceProvider"]),
    ),
    "guests of one organisation": (
        made(
            "all", exclude_guest_types=["b2bCollaborationGuest"], exclude_guest_tenants=["partner"]
        ),
        made(
            "rest",
            **SOME,
            include_guest_types=["b2bCollaborationGuest"],
            include_guest_tenants=["partner"],
        ),
    ),
    "an application that is left out": (
        made("all", exclude_applications=["payroll"]),
        made("rest", include_applications=["payroll"]),
    ),
    "the suite of Office 365": (
        made("all", exclude_applications=["Office365"]),
        made("rest", include_applications=["Office365"]),
    ),
    "a member of the suite": (
        made("all", exclude_applications=[EXCHANGE]),
        made("rest", include_applications=["Office365"]),
    ),
    "applications by a filter": (
        made("all", application_filter="a -eq 1", application_filter_mode="exclude"),
        made(
            "rest",
            include_applications=[],
            application_filter="A  -eq 1",
            application_filter_mode="include",
        ),
    ),
    "platforms": (
        made("all", include_platforms=["all"], exclude_platforms=["iOS", "android"]),
        made("rest", include_platforms=["android", "iOS"]),
    ),
    "a location": (
        made("all", include_locations=["All"], exclude_locations=["hq"]),
        made("rest", include_locations=["hq"]),
    ),
    "trusted locations": (
        made("all", include_locations=["All"], exclude_locations=["AllTrusted"]),
        made("rest", include_locations=["AllTrusted"]),
    ),
    "legacy clients": (made("all", **MODERN), BLOCK_LEGACY),
    "one legacy client": (
        made("all", client_apps=["browser", "mobileAppsAndDesktopClients", "other"]),
        made("rest", client_apps=["exchangeActiveSync"], grant_controls=["block"]),
    ),
    "a device filter and its opposite": (
        made("all", **SAW, device_filter_mode="exclude"),
        made("rest", **SAW, device_filter_mode="include"),
    ),
    "devices that are compliant": (
        made("all", grant_controls=["mfa", "compliantDevice"]),
        made("rest", device_filter="device.isCompliant -eq True", device_filter_mode="include"),
    ),
    "sign-in risk": (
        made("all", sign_in_risk=["medium", "high"]),
        made("rest", sign_in_risk=["none", "low"]),
    ),
    "user risk": (
        made("all", user_risk=["high"]),
        made("rest", user_risk=["low", "medium", "none"]),
    ),
    "insider risk": (
        made("all", insider_risk=["minor"]),
        made("rest", insider_risk=["moderate", "elevated", "none"]),
    ),
    "a trusted place that is blocked elsewhere": (
        made("all", include_locations=["AllTrusted"]),
        made(
            "rest",
            include_locations=["All"],
            exclude_locations=["AllTrusted"],
            grant_controls=["block"],
        ),
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_one_policy_of_a_pair_has_a_hole(name):
    for each in PAIRS[name]:
        found = decide(each)
        assert found.covered is False, each["name"]
        assert found.holes


@pytest.mark.parametrize("name", PAIRS)
def test_both_policies_of_a_pair_together_are_coverage(name):
    found = decide(*PAIRS[name])

    assert (found.covered, found.holes) == (True, ())


@pytest.mark.parametrize("name", PAIRS)
def test_half_of_a_pair_in_report_only_leaves_the_hole_and_says_so(name):
    whole, rest = PAIRS[name]

    found = decide(whole, rest | {"state": "enabledForReportingButNotEnforced"})

    assert found.covered is False
    assert any(f"Only report-only policies cover it: {rest['name']}" in h.why for h in found.holes)


HOLES = {
    "five of six types of guest": [
        made("members", exclude_users=["GuestsOrExternalUsers"]),
        made("guests", **SOME, include_guest_types=list(EVERY_GUEST[:5])),
    ],
    "all known platforms but no unknown one": [made("six", include_platforms=SIX_PLATFORMS)],
    "some of Office 365 only": [
        made("all", exclude_applications=["Office365"]),
        made("mail", include_applications=[EXCHANGE, TEAMS]),
    ],
    "another group completes nothing": [
        made("all", exclude_groups=["g"]),
        made("rest", **SOME, include_groups=["h"]),
    ],
    "the exclusion of the second policy wins": [
        made("all", exclude_groups=["g"]),
        made("rest", **SOME, include_groups=["g"], exclude_users=["dara"]),
    ],
    "the second policy guards one application": [
        made("all", exclude_groups=["g"]),
        made("rest", **SOME, include_groups=["g"], include_applications=["payroll"]),
    ],
    "complements on different axes": [
        made("here", include_locations=["AllTrusted"], include_platforms=["windows"]),
        made("there", include_locations=["All"], exclude_locations=["AllTrusted"]),
    ],
    "a policy that asks for nothing": [made("session", grant_controls=[], grant_operator=None)],
    "a policy that is off": [made("off", state="disabled")],
    "user actions are no applications": [
        made("action", include_applications=[], user_actions=["urn:user:registersecurityinfo"])
    ],
    "a context is no application": [
        made("context", include_applications=[], authentication_contexts=["c1"])
    ],
    "workload identities are no people": [made("apps", workload_identities=["All"])],
    "MFA or something weaker": [made("or", grant_controls=["mfa", "approvedApplication"])],
    "no policy at all": [],
    "a device that is registered and compliant": [
        made("or", grant_controls=["mfa", "compliantDevice"]),
        made(
            "joined",
            device_filter='device.trustType -in ["AzureAD","ServerAD"]',
            device_filter_mode="include",
        ),
    ],
    "device code flow only": [made("flow", authentication_flows=["deviceCodeFlow"])],
    "nobody": [made("nobody", include_users=["None"])],
    "no application": [made("none", include_applications=["None"])],
    "an application filter narrows": [
        made("tagged", application_filter="a -eq 1", application_filter_mode="include")
    ],
}


@pytest.mark.parametrize("name", HOLES)
def test_what_looks_like_coverage_and_has_a_hole(name):
    assert decide(*HOLES[name]).covered is False


COVERED = {
    "one policy for everyone": [MFA],
    "AND with something weaker": [
        made("and", grant_controls=["mfa", "termsOfUse"], grant_operator="AND", terms_of_use=["t"])
    ],
    "a strength that is two factors": [
        made(
            "strong",
            grant_controls=[],
            authentication_strength="ours",
            strength_combinations=["password,sms", "fido2"],
        )
    ],
    "a built-in strength by its name": [
        made("named", grant_controls=[], authentication_strength="Phishing-resistant MFA")
    ],
    "who is blocked needs no MFA": [made("closed", grant_controls=["block"])],
    "MFA inside, a compliant device and MFA outside": [
        made("in", include_locations=["AllTrusted"]),
        made(
            "out",
            include_locations=["All"],
            exclude_locations=["AllTrusted"],
            grant_controls=["mfa", "compliantDevice"],
            grant_operator="AND",
        ),
    ],
    "three parts": [
        made("g", **SOME, include_groups=["g"]),
        made("h", **SOME, include_groups=["h"], exclude_groups=["g"]),
        made("rest", exclude_groups=["g", "h"]),
    ],
    "words in any case": [
        made("all", include_users=["all"], include_applications=["all"], exclude_groups=["G"]),
        made("rest", **SOME, include_groups=["g"]),
    ],
    "an unknown condition beside a policy for everyone": [
        MFA,
        made("odd", unknown=["conditions.times"]),
    ],
}


@pytest.mark.parametrize("name", COVERED)
def test_what_covers_everyone(name):
    found = decide(*COVERED[name])

    assert (found.covered, found.holes) == (True, ())


UNKNOWN = {
    "a condition we do not know": made("odd", unknown=["conditions.times.includedranges"]),
    "a control we do not know, with OR": made("odd", grant_controls=["mfa", "riskRemediation"]),
    "an operator we do not know": made(
        "odd", grant_controls=["mfa", "approvedApplication"], grant_operator="XOR"
    ),
    "a state we do not know": made("odd", state="paused"),
    "a platform we do not know": made("odd", include_platforms=["fridge"]),
    "an excluded platform we do not know": made(
        "odd", include_platforms=["all"], exclude_platforms=["fridge"]
    ),
    "a type of guest we do not know": made("odd", exclude_guest_types=["cousin"]),
    "a combination we do not know": made(
        "odd", grant_controls=[], authentication_strength="x", strength_combinations=["iris"]
    ),
    "a filter without its rule": made("odd", device_filter_mode="exclude"),
    "a filter with a mode we do not know": made("odd", **SAW, device_filter_mode="maybe"),
    "an application filter with a mode we do not know": made(
        "odd", application_filter="a -eq 1", application_filter_mode="maybe"
    ),
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_understood_is_neither_coverage_nor_a_hole(name):
    found = decide(UNKNOWN[name])

    assert found.covered is None
    assert not any(hole.certain for hole in found.holes)
    assert '"odd"' in found.holes[0].why


@pytest.mark.parametrize("name", UNKNOWN)
def test_what_is_not_understood_covers_nothing_where_another_policy_leaves_a_hole(name):
    elsewhere = made("elsewhere", include_applications=["payroll"])

    assert decide(elsewhere, UNKNOWN[name] | {"exclude_applications": ["wiki"]}).covered is False


def test_an_unknown_control_does_not_weaken_and():
    asked = made("odd", grant_controls=["mfa", "riskRemediation"], grant_operator="AND")

    assert decide(asked).covered is True


def test_a_location_that_may_be_trusted_leaves_it_open():
    pair = [
        made("all", include_locations=["All"], exclude_locations=["hq"]),
        made("rest", include_locations=["AllTrusted"]),
    ]
    trusted = {"location": "hq", "name": "HQ", "trusted": True, "ranges": ["192.0.2.0/24"]}

    assert decide(*pair).covered is None
    assert decide(*pair, named_locations=[trusted]).covered is True
    assert decide(*pair, named_locations=[trusted | {"trusted": False}]).covered is False


def test_nobody_is_in_two_places_that_lie_apart():
    pair = [
        made("all", include_locations=["All"], exclude_locations=["hq"]),
        made("rest", include_locations=["hq"], exclude_locations=["quay"]),
    ]
    places = [
        {"location": "hq", "ranges": ["192.0.2.0/24"], "trusted": False},
        {"location": "quay", "ranges": ["198.51.100.0/24"], "trusted": False},
    ]
    inside = [places[0], places[1] | {"ranges": ["192.0.2.128/25"]}]

    assert decide(*pair, named_locations=places).covered is True
    assert decide(*pair, named_locations=inside).covered is False
    assert decide(*pair).covered is None


RESISTANT = made(
    "keys", grant_controls=[], authentication_strength="keys", strength_combinations=["fido2"]
)


@pytest.mark.parametrize(
    ("combinations", "covered"),
    [
        (["fido2", "windowsHelloForBusiness", "x509CertificateMultiFactor"], True),
        (["fido2", "password,microsoftAuthenticatorPush"], False),
        (["deviceBasedPush"], False),
        (["fido2", "iris"], None),
    ],
)
def test_phishing_resistant_means_the_listed_methods_only(combinations, covered):
    asked = RESISTANT | {"strength_combinations": combinations}

    assert decide(asked, control=Control.PHISHING_RESISTANT).covered is covered


def test_plain_mfa_is_not_phishing_resistant():
    found = decide(MFA, control=Control.PHISHING_RESISTANT)

    assert found.covered is False
    assert "without a phishing-resistant method" in found.holes[0].why


def test_phishing_resistance_may_be_asked_of_a_role_alone():
    admins = RESISTANT | {"include_users": [], "include_roles": ["admins"]}

    asked = {"control": Control.PHISHING_RESISTANT, "roles": ["Admins"]}
    assert decide(admins, **asked).covered is True
    assert decide(admins, control=Control.PHISHING_RESISTANT).covered is False
    assert decide(admins | {"exclude_groups": ["g"]}, **asked).covered is False


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        ({}, True),
        ({"client_apps": ["other"]}, False),
        ({"client_apps": ["exchangeActiveSync"]}, False),
        ({"exclude_users": ["dara"]}, False),
        ({"include_applications": ["Office365"]}, False),
        ({"client_apps": ["all"], "grant_controls": ["mfa"]}, True),
        ({"client_apps": ["all"], "grant_controls": ["approvedApplication"]}, False),
        ({"client_apps": ["browser"], "grant_controls": ["mfa"]}, False),
    ],
)
def test_legacy_clients_stop_at_a_block_and_at_a_factor_they_cannot_send(changes, covered):
    found = decide(BLOCK_LEGACY | changes, control=Control.BLOCK_LEGACY)

    assert found.covered is covered


@pytest.mark.parametrize(
    ("controls", "operator", "covered"),
    [
        (["compliantDevice"], "OR", True),
        (["domainJoinedDevice"], "OR", True),
        (["compliantDevice", "domainJoinedDevice"], "OR", True),
        (["mfa", "compliantDevice"], "AND", True),
        (["mfa", "compliantDevice"], "OR", False),
        (["mfa"], "OR", False),
        (["block"], "OR", True),
    ],
)
def test_a_managed_device_is_compliant_or_hybrid_joined(controls, operator, covered):
    asked = made("device", grant_controls=controls, grant_operator=operator)

    assert decide(asked, control=Control.MANAGED_DEVICE).covered is covered


def test_a_user_action_is_covered_by_a_policy_that_names_it_and_no_other():
    action = "urn:user:registersecurityinfo"
    named = made("registration", include_applications=[], user_actions=[action])

    assert decide(MFA, action=action).covered is False
    assert decide(named, action=action).covered is True
    assert decide(named | {"exclude_roles": ["admins"]}, action=action).covered is False


def test_the_largest_hole_comes_first_and_is_told_as_one_region():
    found = decide(
        made("all", exclude_users=["dara"], exclude_applications=["payroll"]),
    )

    person, app = found.holes
    assert (person.who, person.app) == ("user dara", "any")
    assert (app.who, app.app) == ("everyone", "payroll")
    assert {app.platform, app.location, app.client, app.device, app.flow} == {"any"}


def test_a_hole_says_which_policy_comes_near_and_what_keeps_it_away():
    [hole] = decide(MFA | {"exclude_platforms": ["linux"]}).holes

    assert hole.platform == "linux"
    assert hole.why == '"MFA for everyone" does not apply (platform).'


def staff(*policies, **tables) -> Coverage:
    """Decide for the people of Harbour Foods, one by one."""
    return coverage(tenant(conditional_access_policies=list(policies), **tables), Control.MFA)


NESTED = {
    "groups": [{"group": group, "name": group} for group in ("outer", "inner")],
    "memberships": [
        {"group": "outer", "member": "inner", "member_kind": "group"},
        {"group": "inner", "member": "outer", "member_kind": "group"},
        {"group": "inner", "member": "ben", "member_kind": "user"},
    ],
}


def test_users_are_counted_through_nested_groups_and_circles():
    found = staff(made("all", exclude_groups=["outer"]), **NESTED)

    assert (found.covered, found.users_uncovered) == (False, 1)
    assert found.holes[0].who == "ben@harbour.example"


def test_a_group_that_holds_everyone_is_everyone():
    found = staff(made("staff", **SOME, include_groups=["all-staff"]))

    assert (found.covered, found.users_uncovered) == (True, 0)


def test_who_cannot_sign_in_needs_no_cover():
    people = [user("ana"), user("ben", enabled=False)]

    assert staff(made("all", exclude_users=["ben"]), users=people).covered is True


def test_guests_are_told_apart_by_where_their_account_is():
    people = [
        user("ana"),
        user("gil", kind="guest", upn="gil_quay.example#EXT#@harbour.example"),
        user("hal", kind="guest"),
    ]
    found = staff(made("all", exclude_guest_types=["b2bCollaborationGuest"]), users=people)

    assert (found.users_uncovered, found.holes[0].who[:3]) == (1, "gil")


ROLES = [
    {
        "principal": "chen",
        "principal_kind": "user",
        "role": "admins",
        "assignment": "standing",
        "scope": "/",
    }
]


@pytest.mark.parametrize(
    ("assignment", "uncovered"),
    [
        ({}, 1),
        ({"assignment": "eligible"}, 1),
        ({"scope": "/administrativeUnits/quay"}, 0),
        ({"principal": "all-staff", "principal_kind": "group"}, 4),
    ],
)
def test_roles_count_when_held_activated_or_given_through_a_group(assignment, uncovered):
    held = [ROLES[0] | assignment]

    found = staff(made("all", exclude_roles=["admins"]), role_assignments=held)

    assert found.users_uncovered == uncovered


def test_an_eligible_administrator_needs_cover_with_the_role_and_without():
    held = [ROLES[0] | {"assignment": "eligible"}]
    active = made("active", **SOME, include_roles=["admins"])

    assert staff(made("all", exclude_roles=["admins"]), active, role_assignments=held).covered
    assert staff(active, role_assignments=held).users_uncovered == 4


def test_members_that_were_not_read_leave_it_open():
    snapshot = tenant(conditional_access_policies=[made("all", exclude_groups=["all-staff"])])

    found = coverage(without(snapshot, MEMBERSHIPS, "a page is missing"), Control.MFA)

    assert (found.covered, found.users_uncovered, found.users_unknown) == (None, 0, 4)
    assert "Not everyone in group All staff is known." in found.notes


def test_a_group_that_points_nowhere_leaves_it_open_unless_its_complement_is_covered():
    out, rest = made("all", exclude_groups=["gone"]), made("r", **SOME, include_groups=["gone"])

    assert staff(out).covered is None
    assert staff(rest).covered is None
    assert staff(out, rest).covered is True


def test_a_user_who_points_nowhere_leaves_it_open():
    found = staff(made("all", exclude_users=["zed"]))

    assert (found.covered, found.users_uncovered) == (None, 0)
    assert "zed" in found.holes[0].who


def test_roles_that_were_not_read_leave_it_open():
    snapshot = tenant(
        conditional_access_policies=[made("all", exclude_roles=["admins"])], role_assignments=ROLES
    )

    found = coverage(without(snapshot, ROLE_ASSIGNMENTS, "no permission"), Control.MFA)

    assert found.covered is None


def test_security_defaults_block_legacy_clients_and_ask_only_administrators_for_mfa():
    on = [
        {
            "area": "identitySecurityDefaultsEnforcementPolicy",
            "object": "d",
            "setting": "isenabled",
            "value": "true",
        }
    ]
    everyone = decide(settings=on)
    global_admin = "62e90394-69f5-4237-9190-012177145e10"

    assert decide(settings=on, control=Control.BLOCK_LEGACY).covered is True
    assert everyone.covered is False
    assert decide(settings=on, roles=[global_admin]).covered is True
