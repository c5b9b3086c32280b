import json

import pytest
from collect.exports import export
from entra import policy_for
from harbour import NOW

from pilotage.assess.exclusions import registered
from pilotage.collect.files import READERS
from pilotage.collect.files.folder import read_folder

POLICY = "MS.AAD.3.2v2"
CONFIG = {"ProductNames": ["aad"], "Aad": {POLICY: {"CapExclusions": {"Users": ["Dara"]}}}}
YAML = f"""\
ProductNames:
  - aad
Aad:
  {POLICY}:
    CapExclusions:
      Users: &Both
        - Dara
      Groups: *Both
"""
EXPORT = {"conditional_access_policies": [policy_for("identity.mfa_enforced")]}


def registered_in(folder):
    snapshot = read_folder([folder], side="source", taken_at=NOW).snapshot
    return registered(snapshot, POLICY), snapshot


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.json", json.dumps(CONFIG)),
        ("config.json", json.dumps(CONFIG, indent=2)),
        ("config.yaml", YAML),
    ],
)
def test_a_configuration_beside_an_export_registers_exceptions(tmp_path, name, text):
    export(tmp_path, name, text)
    export(tmp_path, "export.json", json.dumps(EXPORT))
    found, snapshot = registered_in(tmp_path)

    assert found.users == {"dara"}
    assert snapshot.refused == ()
    assert snapshot.captures["conditional_access_policies"].frame.height == 1


def test_it_adds_to_the_configuration_that_the_export_carries(tmp_path):
    own = {"Aad": {POLICY: {"CapExclusions": {"Users": ["chen"], "Groups": "staff"}}}}
    export(tmp_path, "config.yaml", YAML)
    export(tmp_path, "export.json", json.dumps({**EXPORT, "scuba_config": own}))
    found, _ = registered_in(tmp_path)

    assert (found.users, found.groups) == ({"dara", "chen"}, {"dara", "staff"})


def test_an_export_that_carries_a_configuration_is_an_export(tmp_path):
    file = export(tmp_path, "export.json", json.dumps({**EXPORT, "scuba_config": CONFIG}, indent=1))
    readers = READERS.load()

    assert readers["scuba_config"].recognise(file) == ""
    assert readers["scubagear"].recognise(file) == "ScubaGear provider export"


def test_a_configuration_that_cannot_be_read_is_named_with_its_line(tmp_path):
    export(tmp_path, "config.yaml", f"{YAML}Odd: {{a: b}}\n")
    export(tmp_path, "export.json", json.dumps(EXPORT))
    found, snapshot = registered_in(tmp_path)

    assert found.users == frozenset()
    assert [refusal.where for refusal in snapshot.refused] == ["config.yaml:9"]
