"""Our verdicts on mail and Defender beside those that ScubaGear published for its own sample."""

import json

import pytest
from harbour import NOW, SHARED

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.collect.files.folder import read_folder
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation

SAMPLE = SHARED / "data" / "scubagear-sample"
ROOMS = ("defender", "dns", "exchange", "mail")
DIFFERENT = {
    "MS.EXO.3.1v1": Outcome.PASSED,
    "MS.EXO.4.3v1": Outcome.FAILED,
}
"""Where we differ, and what we say. The sample has one DKIM record, not a list of one, which its
own rules did not read: signing is on, and the key is published. And the address of CISA was
replaced by another in the records before they were published."""

pytestmark = pytest.mark.skipif(not SAMPLE.is_dir(), reason="the shared data is absent")


def published():
    results = json.loads((SAMPLE / "TestResults.json").read_text("utf-8-sig"))
    return {
        result["PolicyId"]: Outcome.PASSED if result["RequirementMet"] else Outcome.FAILED
        for result in results
        if result["PolicyId"].startswith(("MS.EXO", "MS.DEFENDER"))
        and "Not-Implemented" not in result["Criticality"]
    }


def measured():
    export = SAMPLE / "ProviderSettingsExport.json.gz"
    snapshot = read_folder([export], side="source", taken_at=NOW).snapshot
    asked = [
        check
        for id, check in CHECKS.load().items()
        if id.startswith(ROOMS) and check.judge is not None
    ]
    return {
        (public, finding.outcome)
        for finding in assess(Situation(NOW, source=snapshot), asked)
        for public in finding.frameworks
    }


def test_we_agree_with_scubagear_but_for_what_we_can_explain():
    expected = {(policy, outcome) for policy, outcome in (published() | DIFFERENT).items()}
    ours = {(policy, outcome) for policy, outcome in measured() if policy in published()}

    assert len(expected) == 27
    assert ours == expected


def test_presets_for_everyone_answer_what_their_own_areas_would_have_told():
    ours = dict(measured())

    assert ours["MS.SECURITYSUITE.2.2v1"] is Outcome.PASSED
    assert ours["MS.SECURITYSUITE.2.4v1"] is Outcome.PASSED
    assert ours["MS.SECURITYSUITE.2.1v1"] is Outcome.FAILED
    assert ours["MS.SECURITYSUITE.6.1v1"] is Outcome.PASSED
