import pytest
from asking import ask_one
from collaboration import DEFAULT, OTHER, TENANT, data_policies, data_policy
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "power_platform.default_environment_guarded"
UNSAID = {"displayName": "Old", "environments": []}


def outcome(*policies, **areas):
    return ask_one(CHECK, data_policies(*policies, **areas)).outcome


@pytest.mark.parametrize(
    "policy",
    [
        data_policy("AllEnvironments"),
        data_policy("OnlyEnvironments", DEFAULT),
        data_policy("OnlyEnvironments", OTHER, DEFAULT.upper()),
        data_policy("SingleEnvironment", DEFAULT),
        data_policy("ExceptEnvironments", OTHER),
        data_policy("ExceptEnvironments"),
        {"policyDefinition": data_policy("OnlyEnvironments", DEFAULT)},
    ],
)
def test_passes_when_a_policy_holds_in_the_default_environment(policy):
    assert outcome(data_policy("OnlyEnvironments", OTHER), policy) is Outcome.PASSED


@pytest.mark.parametrize(
    "policies",
    [
        [],
        [data_policy("OnlyEnvironments", OTHER)],
        [data_policy("OnlyEnvironments")],
        [data_policy("ExceptEnvironments", DEFAULT)],
    ],
)
def test_fails_when_no_policy_holds_there(policies):
    assert outcome(*policies) is Outcome.FAILED


def test_a_policy_of_unknown_scope_is_neither_pass_nor_fail():
    assert outcome(UNSAID) is Outcome.NOT_ASSESSED
    assert outcome(UNSAID, data_policy("AllEnvironments")) is Outcome.PASSED


@pytest.mark.parametrize(
    "known",
    [
        {"tenant_id": TENANT},
        {"environment_list": {"EnvironmentName": DEFAULT, "IsDefault": True}},
        {},
    ],
)
def test_the_default_environment_is_known_by_tenant_or_flag_or_name(known):
    found = {"value": data_policy("OnlyEnvironments", DEFAULT)}
    only_other = {"value": [data_policy("OnlyEnvironments", OTHER)]}

    assert ask_one(CHECK, fragment(dlp_policies=found, **known)).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(dlp_policies=only_other, **known)).outcome is Outcome.FAILED


def test_the_default_environment_of_another_tenant_does_not_count():
    assert outcome(data_policy("OnlyEnvironments", "Default-elsewhere")) is Outcome.FAILED
