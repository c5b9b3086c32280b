import pytest
from asking import ask_one
from collaboration import GROUPS, power_bi
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "power_bi.sensitivity_labels_on"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"EimInformationProtectionEdit": {"enabled": True, "enabledSecurityGroups": GROUPS}},
    ],
)
def test_passes_when_it_is_on(settings):
    assert ask_one(CHECK, power_bi(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"EimInformationProtectionEdit": False},
    ],
)
def test_fails_when_it_is_off(settings):
    assert ask_one(CHECK, power_bi(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"EimInformationProtectionEdit": None},
        {"licence": False},
    ],
)
def test_an_unread_switch_or_a_missing_licence_is_not_assessed(settings):
    assert ask_one(CHECK, power_bi(**settings)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("wrapper", ["tenantSettings", "value"])
def test_the_answer_of_the_interface_may_have_been_kept_as_it_came(wrapper):
    wrong = {"settingName": "EimInformationProtectionEdit", "enabled": False}

    many = fragment(powerbi_tenant_settings={wrapper: [wrong, {"settingName": "Other"}]})
    one = fragment(powerbi_tenant_settings={wrapper: wrong})

    assert ask_one(CHECK, many).outcome is Outcome.FAILED
    assert ask_one(CHECK, one).outcome is Outcome.FAILED
