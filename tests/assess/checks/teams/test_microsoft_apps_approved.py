import pytest
from asking import ask_one
from collaboration import APPS, org_wide_apps
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "teams.microsoft_apps_approved"
OPEN = {**APPS, "Identity": "Tag:Sales", "DefaultCatalogAppsType": "BlockedAppList"}
OFF, ON = org_wide_apps(), org_wide_apps(DefaultApp="All")


def outcome(**areas):
    return ask_one(CHECK, fragment(**areas)).outcome


@pytest.mark.parametrize(
    "areas",
    [
        {"app_policies": [APPS], "tenant_app_settings": OFF},
        {"app_policies": [APPS]},
        {"app_policies": APPS, "tenant_app_settings": []},
        {"tenant_app_settings": OFF},
    ],
)
def test_passes_when_nothing_but_approved_apps_may_be_installed(areas):
    assert outcome(**areas) is Outcome.PASSED


@pytest.mark.parametrize(
    "areas",
    [
        {"app_policies": [APPS], "tenant_app_settings": ON},
        {"app_policies": [APPS], "tenant_app_settings": org_wide_apps(DefaultApp="Some")},
        {"app_policies": [APPS, OPEN], "tenant_app_settings": OFF},
        {"app_policies": [APPS, OPEN]},
        {"tenant_app_settings": ON},
    ],
)
def test_fails_when_the_setting_or_one_policy_is_open(areas):
    assert outcome(**areas) is Outcome.FAILED


@pytest.mark.parametrize(
    "areas",
    [
        {},
        {"app_policies": [], "tenant_app_settings": [None]},
        {"app_policies": [{"Identity": "Global"}]},
        {"app_policies": [APPS], "tenant_app_settings": org_wide_apps(DefaultApp=None)},
        {"app_policies": [APPS], "tenant_app_settings": {"SettingName": "EnableCopilot"}},
        {"app_policies": [APPS], "teams_unsuccessful_commands": ["Get-M365UnifiedTenantSettings"]},
    ],
)
def test_what_is_unread_is_not_a_pass(areas):
    assert outcome(**areas) is Outcome.NOT_ASSESSED


def test_the_settings_of_other_classes_of_apps_do_not_count():
    others = {"DefaultApp", "GlobalApp", "PrivateApp"} - {"DefaultApp"}
    settings = org_wide_apps(**dict.fromkeys(others, "All"))

    assert outcome(app_policies=[APPS], tenant_app_settings=settings) is Outcome.PASSED
