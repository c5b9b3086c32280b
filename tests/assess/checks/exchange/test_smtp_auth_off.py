import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "exchange.smtp_auth_off"


def disabled(value):
    return ask_one(CHECK, fragment(transport_config=[{"SmtpClientAuthenticationDisabled": value}]))


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (True, Outcome.PASSED),
        (False, Outcome.FAILED),
        (None, Outcome.NOT_ASSESSED),
    ],
)
def test_the_switch_decides(value, outcome):
    finding = disabled(value)

    assert finding.outcome is outcome
    assert finding.frameworks == ("MS.EXO.5.1v1",)


def test_a_lone_object_counts_as_a_list_of_one():
    alone = fragment(transport_config={"SmtpClientAuthenticationDisabled": False})

    assert ask_one(CHECK, alone).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "areas",
    [
        {"transport_config": [None]},
        {"transport_config": [{"Identity": "x"}]},
        {
            "transport_config": [{"SmtpClientAuthenticationDisabled": True}],
            "exo_unsuccessful_commands": ["Get-TransportConfig"],
        },
        {"org_config": {}},
    ],
    ids=["empty", "silent", "failed", "absent"],
)
def test_what_was_not_read_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
