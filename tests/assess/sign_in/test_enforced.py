"""What every check of Conditional Access promises; the tests of each check say what is its own."""

import pytest
from asking import ask_one
from entra import ACCESS, GONE, P2, changed, policy_for
from fragment import fragment
from harbour import MFA_FOR_ALL, engagement, tenant

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation

CHECKS_OF_ACCESS = sorted(ACCESS)
REGISTRATION = "identity.registration_needs_managed_device"
ROLES = "identity.phishing_resistant_required"
EVERYONE = [name for name in CHECKS_OF_ACCESS if name != ROLES]
GUESTS = "Conditions.Users.ExcludeGuestsOrExternalUsers"
OF_USERS = {"Conditions.Users.ExcludeUsers": ["Dara"]}
OF_GROUPS = {"Conditions.Users.ExcludeGroups": ["scanners"]}
OF_GUESTS = {GUESTS: {"GuestOrExternalUserTypes": "internalGuest,serviceProvider"}}
OF_APPLICATIONS = {"Conditions.Applications.ExcludeApplications": ["app"]}

HOLES = [
    {"State": "disabled"},
    {"State": "enabledForReportingButNotEnforced"},
    {"State": None},
    OF_USERS,
    {"Conditions.Users.ExcludeUsers": "dara"},
    {"Conditions.Users.ExcludeUsers": ["GuestsOrExternalUsers"]},
    OF_GROUPS,
    {"Conditions.Users.ExcludeRoles": ["62e90394-69f5-4237-9190-012177145e10"]},
    OF_GUESTS,
    {"Conditions.Platforms": {"IncludePlatforms": ["windows"]}},
    {"Conditions.Platforms": {"IncludePlatforms": ["all"], "ExcludePlatforms": ["iOS"]}},
    {"Conditions.Locations": {"IncludeLocations": ["office"]}},
    {"Conditions.Locations": {"IncludeLocations": ["All"], "ExcludeLocations": ["AllTrusted"]}},
    {"Conditions.Devices": {"DeviceFilter": {"Mode": "exclude", "Rule": "device.x -eq 1"}}},
    {"Conditions.InsiderRiskLevels": "elevated"},
    {"GrantControls": None},
    {
        "GrantControls.BuiltInControls": ["passwordChange"],
        "GrantControls.AuthenticationStrength": None,
    },
]

NOTHING = [
    {"Conditions.Users.ExcludeUsers": None},
    {"Conditions.Users.ExcludeUsers": [None]},
    {"Conditions.Users.ExcludeGroups": [""]},
    {"Conditions.Users.ExcludeRoles": GONE},
    {GUESTS: {"GuestOrExternalUserTypes": None, "ExternalTenants": {"MembershipKind": None}}},
    {"Conditions.Platforms": {"IncludePlatforms": ["all"], "ExcludePlatforms": []}},
    {"Conditions.Locations": {"IncludeLocations": ["All"], "ExcludeLocations": None}},
    {"Conditions.Devices": {"DeviceFilter": {"Mode": None, "Rule": None}}},
    {"SessionControls": {"SignInFrequency": {"IsEnabled": True, "Value": 4, "Type": "hours"}}},
    {"Id": GONE},
    {"DisplayName": GONE},
]


def outcome(check, *policies, **areas):
    return ask_one(check, fragment(conditional_access_policies=list(policies), **areas)).outcome


def config(check, **kinds):
    return {"Aad": {ACCESS[check][0]: {"CapExclusions": kinds}}}


@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_passes_when_one_policy_holds_for_all(check):
    finding = ask_one(check, fragment(conditional_access_policies=[policy_for(check)]))

    assert finding.outcome is Outcome.PASSED
    assert ACCESS[check][0] in finding.frameworks
    assert finding.evidence["policy"].to_list() == ["policy"]


@pytest.mark.parametrize("hole", HOLES, ids=str)
@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_fails_when_somebody_is_left_out(check, hole):
    assert outcome(check, policy_for(check, hole)) is Outcome.FAILED


@pytest.mark.parametrize("change", NOTHING, ids=str)
@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_what_says_nothing_leaves_nobody_out(check, change):
    assert outcome(check, policy_for(check, change)) is Outcome.PASSED


@pytest.mark.parametrize("check", [name for name in CHECKS_OF_ACCESS if name != REGISTRATION])
def test_fails_when_some_applications_are_left_out(check):
    some = {"Conditions.Applications.IncludeApplications": ["Office365"]}

    assert outcome(check, policy_for(check, some)) is Outcome.FAILED
    assert outcome(check, policy_for(check, OF_APPLICATIONS)) is Outcome.FAILED
    registered = config(check, Applications=["app"])
    assert outcome(check, policy_for(check, OF_APPLICATIONS), scuba_config=registered) is (
        Outcome.PASSED
    )


@pytest.mark.parametrize("check", EVERYONE)
def test_fails_when_it_is_meant_for_some_people_only(check):
    some = {"Conditions.Users.IncludeUsers": ["ana"], "Conditions.Users.IncludeGroups": ["staff"]}

    assert outcome(check, policy_for(check, some)) is Outcome.FAILED


@pytest.mark.parametrize(
    ("left_out", "kinds"),
    [
        (OF_USERS, {"Users": ["dara"]}),
        (OF_GROUPS, {"Groups": "scanners"}),
        (OF_GUESTS, {"GuestUserTypes": ["internalGuest", "serviceProvider", "internalMember"]}),
        ({}, {"Users": ["nobody"]}),
    ],
    ids=str,
)
@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_registered_exceptions_may_be_left_out(check, left_out, kinds):
    policy = policy_for(check, left_out)

    assert outcome(check, policy, scuba_config=config(check, **kinds)) is Outcome.PASSED


@pytest.mark.parametrize(
    ("left_out", "kinds"),
    [
        (OF_USERS, {"Users": ["ana"]}),
        (OF_USERS, {"Groups": ["Dara"]}),
        ({"Conditions.Users.ExcludeUsers": ["ana", "dara"]}, {"Users": ["ana"]}),
        (OF_GROUPS, {"Users": ["scanners"]}),
        (OF_GUESTS, {"GuestUserTypes": ["internalGuest"]}),
        ({"Conditions.Users.ExcludeRoles": ["r"]}, {"Users": ["r"], "Groups": ["r"]}),
    ],
    ids=str,
)
@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_an_exception_counts_for_what_it_names_alone(check, left_out, kinds):
    policy = policy_for(check, left_out)

    assert outcome(check, policy, scuba_config=config(check, **kinds)) is Outcome.FAILED


@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_an_exception_of_another_policy_does_not_count(check):
    other = {"Aad": {"MS.AAD.9.9v1": {"CapExclusions": {"Users": ["dara"]}}}}

    assert outcome(check, policy_for(check, OF_USERS), scuba_config=other) is Outcome.FAILED


def test_the_engagement_may_register_an_exception_by_name():
    check = "identity.mfa_enforced"
    text = '[[exclusion]]\npolicy = "MS.AAD.3.2"\nwhy = "kiosk"\nusers = ["dara@harbour.example"]\n'
    policy = {**MFA_FOR_ALL, "exclude_users": ["dara"]}
    snapshot = tenant(conditional_access_policies=[policy])
    CHECKS.load()
    asked = Situation(snapshot.taken_at, source=snapshot, engagement=engagement(text))

    [finding] = assess(asked, [CHECKS[check]])
    assert finding.outcome is Outcome.PASSED
    assert ask_one(check, snapshot).outcome is Outcome.FAILED


@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_one_good_policy_is_enough_among_others(check):
    weak = changed(policy_for(check, OF_USERS), {"Id": "weak"})

    assert outcome(check, weak, policy_for(check)) is Outcome.PASSED
    assert outcome(check, weak, weak) is Outcome.FAILED


@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_what_is_not_understood_is_neither_a_pass_nor_a_failure(check):
    odd = {"Conditions.Times": {"IncludedRanges": ["night"]}}

    assert outcome(check, policy_for(check, odd)) is Outcome.NOT_ASSESSED
    assert outcome(check, policy_for(check, {**odd, **OF_USERS})) is Outcome.FAILED
    assert outcome(check, policy_for(check, odd), policy_for(check)) is Outcome.PASSED


@pytest.mark.parametrize("empty", [[], [None], None], ids=str)
@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_fails_without_any_policy(check, empty):
    finding = ask_one(check, fragment(conditional_access_policies=empty))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.count("None of 0 policies") == 1


@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_a_lone_policy_is_a_list_of_one(check):
    finding = ask_one(check, fragment(conditional_access_policies=policy_for(check)))

    assert finding.outcome is Outcome.PASSED


@pytest.mark.parametrize("check", CHECKS_OF_ACCESS)
def test_is_not_assessed_where_policies_were_not_exported(check):
    failed = ["Get-MgBetaIdentityConditionalAccessPolicy"]

    assert ask_one(check, fragment(service_plans=[P2])).outcome is Outcome.NOT_ASSESSED
    assert outcome(check, aad_unsuccessful_commands=failed) is Outcome.NOT_ASSESSED
