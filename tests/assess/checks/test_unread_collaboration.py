"""What every check of SharePoint, Teams, Power Platform and Power BI does without its settings."""

from importlib import import_module
from pkgutil import iter_modules

import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

PRODUCTS = {
    "sharepoint": ("SPO_tenant", "Get-SPOTenantRest"),
    "power_bi": ("powerbi_tenant_settings", ""),
}
AREAS = {
    **dict.fromkeys(
        (
            "teams.outsiders_cannot_take_control",
            "teams.anonymous_start_blocked",
            "teams.strangers_wait_in_lobby",
            "teams.colleagues_enter_directly",
            "teams.callers_wait_in_lobby",
            "teams.recording_off",
        ),
        ("meeting_policies", "Get-CsTeamsMeetingPolicy"),
    ),
    "teams.events_not_always_recorded": (
        "broadcast_policies",
        "Get-CsTeamsMeetingBroadcastPolicy",
    ),
    **dict.fromkeys(
        (
            "teams.outside_contact_by_domain",
            "teams.unmanaged_contact_blocked",
            "teams.contact_with_unmanaged_off",
        ),
        ("federation_configuration", "Get-CsTenantFederationConfiguration"),
    ),
    "teams.email_to_channels_off": ("client_configuration", "Get-CsTeamsClientConfiguration"),
    **dict.fromkeys(
        (
            "power_platform.environments_made_by_admins",
            "power_platform.trials_made_by_admins",
            "power_platform.pages_made_by_admins",
            "power_platform.share_with_everyone_off",
        ),
        ("environment_creation", "Get-PowerPlatformTenantSettingsRest"),
    ),
    "power_platform.tenant_isolated": (
        "tenant_isolation",
        "Get-PowerPlatformTenantIsolationRest",
    ),
    **{
        f"{product}.{found.name}": known
        for product, known in PRODUCTS.items()
        for found in iter_modules(import_module(f"pilotage.assess.checks.{product}").__path__)
    },
}


@pytest.mark.parametrize("id", sorted(AREAS))
@pytest.mark.parametrize("value", [[], [None], None, {}, [{}], "", "text", 7])
def test_an_area_that_holds_nothing_useful_is_not_a_pass(id, value):
    area, _ = AREAS[id]

    assert ask_one(id, fragment(**{area: value})).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("id", sorted(AREAS))
def test_an_area_that_was_not_exported_is_named(id):
    area, _ = AREAS[id]

    finding = ask_one(id, fragment(other_area=[]))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert area in finding.says


@pytest.mark.parametrize("id", sorted(id for id, (_, command) in AREAS.items() if command))
def test_a_command_that_failed_is_named(id):
    area, command = AREAS[id]

    finding = ask_one(id, fragment(**{area: [], "x_unsuccessful_commands": [command]}))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert command in finding.says


@pytest.mark.parametrize(
    "id",
    [
        "power_platform.default_environment_guarded",
        "power_platform.other_environments_guarded",
        "power_platform.default_connectors_blocked",
    ],
)
def test_data_policies_whose_command_failed_are_not_none(id):
    failed = ["Get-PowerPlatformDlpPoliciesRest"]
    snapshot = fragment(dlp_policies=[], powerplatform_unsuccessful_commands=failed)

    assert ask_one(id, snapshot).outcome is Outcome.NOT_ASSESSED
