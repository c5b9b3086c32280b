import pytest
from asking import ask_one
from collaboration import DEFAULT, OTHER, data_policies, data_policy
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "power_platform.other_environments_guarded"


def outcome(*policies, **areas):
    return ask_one(CHECK, data_policies(*policies, **areas)).outcome


@pytest.mark.parametrize(
    "policy",
    [
        data_policy("AllEnvironments"),
        data_policy("OnlyEnvironments", OTHER),
        data_policy("ExceptEnvironments", DEFAULT),
    ],
)
def test_passes_when_every_other_environment_has_a_policy(policy):
    assert outcome(policy) is Outcome.PASSED


def test_fails_and_names_the_environment_that_has_none():
    only = data_policies(data_policy("OnlyEnvironments", DEFAULT))

    finding = ask_one(CHECK, only)

    assert finding.outcome is Outcome.FAILED
    assert "Sales" in finding.says


@pytest.mark.parametrize("policies", [[], [data_policy("ExceptEnvironments", OTHER)]])
def test_fails_without_a_policy_that_reaches_it(policies):
    assert outcome(*policies) is Outcome.FAILED


def test_passes_when_there_is_no_other_environment():
    alone = {"EnvironmentName": DEFAULT, "IsDefault": True}

    assert outcome(environment_list=alone) is Outcome.PASSED


def test_without_any_policy_no_list_is_needed_to_fail():
    assert ask_one(CHECK, fragment(dlp_policies=[{"value": []}])).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "areas",
    [
        {},
        {"environment_list": []},
        {"powerplatform_unsuccessful_commands": ["Get-PowerPlatformEnvironmentsRest"]},
    ],
)
def test_with_policies_the_environments_must_be_known(areas):
    found = {"value": [data_policy("AllEnvironments")]}

    finding = ask_one(CHECK, fragment(dlp_policies=found, **areas))

    assert finding.outcome is Outcome.NOT_ASSESSED
