import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "defender.ip_allow_list_empty"


@pytest.mark.parametrize(
    ("addresses", "outcome"),
    [
        ([], Outcome.PASSED),
        (None, Outcome.PASSED),
        (["192.0.2.1"], Outcome.FAILED),
        ("192.0.2.0/24", Outcome.FAILED),
    ],
    ids=str,
)
def test_the_list_must_be_empty(addresses, outcome):
    finding = ask_one(CHECK, fragment(conn_filter=[{"Name": "Default", "IPAllowList": addresses}]))

    assert finding.outcome is outcome
    assert finding.frameworks == ("MS.SECURITYSUITE.8.1v1", "MS.EXO.12.1v1")


def test_a_block_list_does_no_harm_and_one_bad_filter_among_good_ones_does():
    blocks = {"Name": "Default", "IPAllowList": [], "IPBlockList": ["192.0.2.1"]}
    allows = {"Name": "Other", "IPAllowList": ["192.0.2.1"]}

    assert ask_one(CHECK, fragment(conn_filter=blocks)).outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(conn_filter=[blocks, allows])).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "areas",
    [
        {"conn_filter": [None]},
        {"conn_filter": [{"Name": "Default"}]},
        {
            "conn_filter": [{"IPAllowList": []}],
            "exo_unsuccessful_commands": ["Get-HostedConnectionFilterPolicy"],
        },
        {"org_config": {}},
    ],
    ids=["empty", "silent", "failed", "absent"],
)
def test_what_was_not_read_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
