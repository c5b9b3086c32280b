"""What we conclude of SharePoint, Teams and Power Platform beside what ScubaGear published."""

import json
from importlib import import_module
from pkgutil import iter_modules

import pytest
from harbour import NOW, SHARED

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.collect.files.folder import read_folder
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation

SAMPLE = SHARED / "data" / "scubagear-sample"
PRODUCTS = ("sharepoint", "teams", "power_platform")
ONLY_BY_HAND = {"MS.POWERPLATFORM.3.2v1", "MS.POWERPLATFORM.4.1v1"}
SINCE = {"MS.SHAREPOINT.3.3v2": "MS.SHAREPOINT.3.3v1"}
"""Policies that got a new version since the sample was made, by the version it has."""

pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the shared data is absent")


def checks():
    for product in PRODUCTS:
        package = import_module(f"pilotage.assess.checks.{product}")
        for found in iter_modules(package.__path__, f"{product}."):
            import_module(f"pilotage.assess.checks.{found.name}")
            yield CHECKS[found.name]


def test_we_agree_with_scubagear_on_every_policy_of_its_own_sample():
    export = SAMPLE / "ProviderSettingsExport.json.gz"
    snapshot = read_folder([export], side="source", taken_at=NOW).snapshot
    results = json.loads((SAMPLE / "TestResults.json").read_text("utf-8-sig"))
    published = {result["PolicyId"]: result["RequirementMet"] for result in results}
    found = list(assess(Situation(NOW, source=snapshot), checks()))

    ours = {finding.frameworks[0]: finding.outcome for finding in found}
    theirs = {
        policy: Outcome.NOT_ASSESSED
        if policy in ONLY_BY_HAND
        else Outcome.PASSED
        if published[SINCE.get(policy, policy)]
        else Outcome.FAILED
        for policy in ours
    }

    assert len(ours) == len(found) == 32
    assert ours == theirs
