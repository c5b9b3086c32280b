import pytest
from asking import ask_one
from collaboration import GROUPS, power_bi
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "power_bi.publish_to_web_off"


@pytest.mark.parametrize(
    "settings",
    [
        {},
    ],
)
def test_passes_when_it_is_off(settings):
    assert ask_one(CHECK, power_bi(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"PublishToWeb": True},
        {"PublishToWeb": {"enabled": True, "enabledSecurityGroups": GROUPS}},
    ],
)
def test_fails_when_it_is_on_even_for_groups(settings):
    assert ask_one(CHECK, power_bi(**settings)).outcome is Outcome.FAILED


def test_an_unread_switch_is_not_assessed():
    assert ask_one(CHECK, power_bi(**{"PublishToWeb": None})).outcome is Outcome.NOT_ASSESSED


def test_does_not_apply_without_a_licence_of_power_bi():
    finding = ask_one(CHECK, power_bi(licence=False))

    assert finding.outcome is Outcome.PASSED
    assert "Does not apply" in finding.says


@pytest.mark.parametrize("wrapper", ["tenantSettings", "value"])
def test_the_answer_of_the_interface_may_have_been_kept_as_it_came(wrapper):
    wrong = {"settingName": "PublishToWeb", "enabled": True}

    many = fragment(powerbi_tenant_settings={wrapper: [wrong, {"settingName": "Other"}]})
    one = fragment(powerbi_tenant_settings={wrapper: wrong})

    assert ask_one(CHECK, many).outcome is Outcome.FAILED
    assert ask_one(CHECK, one).outcome is Outcome.FAILED
