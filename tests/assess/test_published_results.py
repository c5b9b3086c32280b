"""What we conclude from ScubaGear's own sample export, beside what ScubaGear concluded."""

import json

import pytest
from harbour import NOW, SHARED

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.collect.files.folder import read_folder
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation

SAMPLE = SHARED / "data" / "scubagear-sample"

pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the shared data is absent")


@pytest.fixture(scope="module")
def measured():
    """Return the outcomes that were measured, by framework id."""
    export = SAMPLE / "ProviderSettingsExport.json.gz"
    snapshot = read_folder([export], side="source", taken_at=NOW).snapshot
    checks = [check for check in CHECKS.load().values() if check.judge is not None]
    found: dict[str, set[Outcome]] = {}
    for finding in assess(Situation(NOW, source=snapshot), checks):
        for public in finding.frameworks:
            if finding.outcome is not Outcome.NOT_ASSESSED:
                found.setdefault(public, set()).add(finding.outcome)
    return found


def published():
    """Return whether each policy is met as ScubaGear concluded, but for those it cannot check."""
    results = json.loads((SAMPLE / "TestResults.json").read_text("utf-8-sig"))
    checked = [one for one in results if "Not-Implemented" not in one["Criticality"]]
    return {result["PolicyId"]: result["RequirementMet"] for result in checked}


DIFFERENT = {"MS.AAD.6.1v1"}
"""The export has one domain, collapsed to an object, and its passwords never expire. ScubaGear
looks for a list, sees no domain at all and says that the requirement is not met."""


@pytest.mark.parametrize(
    "policy",
    [
        "MS.EXO.1.1v2",
        "MS.EXO.2.2v3",
        "MS.EXO.4.1v1",
        "MS.EXO.4.2v1",
    ],
)
def test_we_agree_with_scubagear_on_its_own_sample(policy, measured):
    expected = Outcome.PASSED if published()[policy] else Outcome.FAILED

    assert measured[policy] == {expected}


def test_we_agree_with_scubagear_on_every_policy_of_entra_id(measured):
    theirs = {
        policy: {Outcome.PASSED if met else Outcome.FAILED}
        for policy, met in published().items()
        if policy.startswith("MS.AAD.")
    }
    ours = {policy: measured[policy] for policy in theirs}

    assert len(theirs) == 27
    assert {policy for policy in theirs if ours[policy] != theirs[policy]} == DIFFERENT
    assert ours["MS.AAD.6.1v1"] == {Outcome.PASSED}
