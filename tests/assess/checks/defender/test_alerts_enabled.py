import pytest
from asking import ask_one
from fragment import fragment

from pilotage.assess.checks.defender.alerts_enabled import REQUIRED
from pilotage.facts.finding import Outcome

CHECK = "defender.alerts_enabled"


def alerts(**changes):
    rows = [{"Name": name, "Disabled": False} | changes.get(name, {}) for name in REQUIRED]
    return [row for row in rows if row["Name"]]


def enabled(found):
    return ask_one(CHECK, fragment(protection_alerts=found))


def test_passes_when_all_are_on_among_others():
    finding = enabled([*alerts(), {"Name": "Reply-all storm detected", "Disabled": True}])

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.DEFENDER.5.1v1", "MS.SECURITYSUITE.4.1v1", "MS.EXO.16.1v1")


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("hole", [{"Disabled": True}, {"Disabled": None}, {"Name": ""}], ids=str)
def test_names_the_alert_that_is_off_or_absent(name, hole):
    finding = enabled(alerts(**{name: hole}))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["alert"].to_list() == [name]


def test_case_and_marks_at_the_end_do_not_count():
    written = [each | {"Name": f"{each['Name'].upper()}.\u200b"} for each in alerts()]

    assert enabled(written).outcome is Outcome.PASSED


def test_no_alerts_at_all_fail():
    assert enabled([None]).outcome is Outcome.FAILED
    assert enabled(alerts()[0]).outcome is Outcome.FAILED


def test_what_was_not_read_is_unknown():
    failed = {"defender_unsuccessful_commands": ["Get-ProtectionAlert"]}
    blind = fragment(protection_alerts=alerts(), **failed)

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
