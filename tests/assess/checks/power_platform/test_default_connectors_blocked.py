import pytest
from asking import ask_one
from collaboration import DEFAULT, OTHER, data_policies, data_policy

from pilotage.facts.finding import Outcome

CHECK = "power_platform.default_connectors_blocked"
APIS = "/providers/Microsoft.PowerApps/apis/"
TEAMS = {"id": f"{APIS}shared_teams", "name": "Microsoft Teams"}
SHAREPOINT = {"name": "SharePoint"}
WEATHER = {"id": f"{APIS}shared_msnweather", "name": "MSN Weather"}


def group(classification, *connectors):
    return {"classification": classification, "connectors": list(connectors)}


def policy(*groups, kind="OnlyEnvironments", name=DEFAULT):
    return data_policy(kind, *([] if kind == "AllEnvironments" else [name]), groups=groups)


STRICT = policy(group("Confidential", TEAMS, SHAREPOINT), group("Blocked", WEATHER))
LOOSE = policy(group("General", WEATHER), group("Confidential", TEAMS))


def ask(*policies):
    return ask_one(CHECK, data_policies(*policies))


def test_passes_when_all_but_the_connectors_of_office_are_blocked():
    assert ask(STRICT).outcome is Outcome.PASSED


@pytest.mark.parametrize("classification", ["General", "Confidential"])
def test_fails_when_another_connector_is_open(classification):
    found = ask(policy(group(classification, TEAMS, WEATHER)))

    assert found.outcome is Outcome.FAILED
    assert "MSN Weather" in found.says


def test_the_stricter_of_two_policies_counts():
    everywhere = policy(group("Blocked", WEATHER), kind="AllEnvironments")

    assert ask(LOOSE, everywhere).outcome is Outcome.PASSED


def test_a_policy_of_another_environment_does_not_block():
    elsewhere = policy(group("Blocked", WEATHER), name=OTHER)

    assert ask(LOOSE, elsewhere).outcome is Outcome.FAILED
    assert ask(elsewhere).outcome is Outcome.FAILED


def test_fails_without_any_policy():
    assert ask().outcome is Outcome.FAILED


@pytest.mark.parametrize("found", [policy(), {"displayName": "Old", "environments": []}])
def test_unknown_connectors_or_scope_are_not_assessed(found):
    assert ask(found).outcome is Outcome.NOT_ASSESSED
