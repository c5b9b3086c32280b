import pytest
from harbour import tenant

from pilotage.assess.settings import area, decoded


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
