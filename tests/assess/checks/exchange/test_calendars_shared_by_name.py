import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "exchange.calendars_shared_by_name"


def shared(*entries, **changes):
    policy = {"Identity": "Default", "Domains": list(entries), "Enabled": True, **changes}
    return ask_one(CHECK, fragment(sharing_policy=[policy]))


@pytest.mark.parametrize(
    "entry",
    [
        "partner.example:CalendarSharingFreeBusySimple",
        "partner.example:CalendarSharingFreeBusyReviewer",
        "*:ContactsSharing",
    ],
)
def test_passes_when_only_named_domains_get_it(entry):
    finding = shared(entry)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.EXO.6.2v1",)


@pytest.mark.parametrize(
    "entry",
    [
        "*:CalendarSharingFreeBusyDetail",
        "*:CalendarSharingFreeBusySimple",
        "*:ContactsSharing, CalendarSharingFreeBusyReviewer",
        "Anonymous:CalendarSharingFreeBusyDetail",
        "*",
    ],
)
def test_fails_when_all_domains_get_it(entry):
    finding = shared("partner.example:ContactsSharing", entry)

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["object"].to_list() == ["Default"]


def test_a_policy_that_is_off_counts_too():
    assert shared("*:CalendarSharingFreeBusyDetail", Enabled=False).outcome is Outcome.FAILED


def test_one_bad_policy_among_good_ones_fails():
    good = {"Identity": "Good", "Domains": None}
    bad = {"Identity": "Bad", "Domains": "*:CalendarSharingFreeBusyDetail"}
    finding = ask_one(CHECK, fragment(sharing_policy=[good, bad]))

    assert finding.outcome is Outcome.FAILED
    assert "Bad" in finding.says


def test_nothing_shared_passes():
    assert shared().outcome is Outcome.PASSED
    assert ask_one(CHECK, fragment(sharing_policy=[None])).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "areas",
    [
        {"sharing_policy": [{"Identity": "Default"}]},
        {"sharing_policy": [], "exo_unsuccessful_commands": ["Get-SharingPolicy"]},
        {"org_config": {}},
    ],
    ids=["silent", "failed", "absent"],
)
def test_what_was_not_read_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
