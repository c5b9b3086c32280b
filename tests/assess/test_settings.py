import pytest
from harbour import tenant

from pilotage.assess.settings import area, decoded, was_read


@pytest.mark.parametrize(
    "written", ["authorization_policy", "authorizationPolicy", "policies/authorizationPolicy"]
)
def test_an_area_is_found_however_it_is_written(written):
    row = {"area": written, "object": "o", "setting": "s", "value": "1"}

    assert area(tenant(settings=[row]), "authorizationPolicy").height == 1


@pytest.mark.parametrize(
    ("value", "means"), [('["a"]', ["a"]), ("true", True), ("plain", "plain"), (None, None)]
)
def test_a_value_is_read_as_json_or_as_it_stands(value, means):
    assert decoded(value) == means


def test_an_area_that_is_there_and_empty_was_read_unless_its_command_failed():
    there = {"area": "areas", "object": "risky_things", "setting": "objects", "value": "0"}
    failed = {"area": "commands", "object": "Get-Risky", "setting": "aad", "value": "false"}

    assert was_read(tenant(settings=[there]), "risky_things", "Get-Risky")
    assert not was_read(tenant(settings=[there, failed]), "risky_things", "Get-Risky")
    assert not was_read(tenant(settings=[]), "risky_things", "Get-Risky")
