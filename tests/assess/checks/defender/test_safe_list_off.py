import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "defender.safe_list_off"
AREA, SETTING = "conn_filter", "EnableSafeList"


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (False, Outcome.PASSED),
        (True, Outcome.FAILED),
        (None, Outcome.NOT_ASSESSED),
    ],
)
def test_the_switch_decides(value, outcome):
    finding = ask_one(CHECK, fragment(**{AREA: [{"Identity": "Default", SETTING: value}]}))

    assert finding.outcome is outcome
    assert finding.frameworks == ("MS.SECURITYSUITE.8.2v1", "MS.EXO.12.2v1")


def test_one_bad_object_among_good_ones_fails():
    both = [{"Identity": str(value), SETTING: value} for value in (True, False)]

    assert ask_one(CHECK, fragment(**{AREA: both})).outcome is Outcome.FAILED


def test_a_lone_object_counts_as_a_list_of_one():
    alone = fragment(**{AREA: {SETTING: True}})

    assert ask_one(CHECK, alone).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "areas",
    [
        {AREA: [None]},
        {AREA: [{"Identity": "Default"}]},
        {
            AREA: [{SETTING: False}],
            "securitysuite_unsuccessful_commands": ["Get-HostedConnectionFilterPolicy"],
        },
        {"org_config": {}},
    ],
    ids=["empty", "silent", "failed", "absent"],
)
def test_what_was_not_read_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
