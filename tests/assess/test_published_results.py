"""What we conclude from ScubaGear's own sample export, beside what ScubaGear concluded."""

import json

import pytest
from harbour import NOW, SHARED

from pilotage.assess import CHECKS, assess
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
    results = json.loads((SAMPLE / "TestResults.json").read_text("utf-8-sig"))
    return {result["PolicyId"]: result["RequirementMet"] for result in results}


@pytest.mark.parametrize(
    "policy",
    [
        "MS.AAD.1.1v1",
        "MS.AAD.3.2v2",
        "MS.AAD.3.6v1",
        "MS.AAD.5.2v1",
        "MS.AAD.7.1v1",
        "MS.AAD.7.3v1",
        "MS.AAD.7.4v1",
        "MS.EXO.1.1v2",
        "MS.EXO.2.2v3",
        "MS.EXO.4.1v1",
        "MS.EXO.4.2v1",
    ],
)
def test_we_agree_with_scubagear_on_its_own_sample(policy, measured):
    expected = Outcome.PASSED if published()[policy] else Outcome.FAILED

    assert measured[policy] == {expected}
