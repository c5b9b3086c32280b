import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "exchange.external_mail_marked"
MARK = {
    "Identity": "Mark mail from outside",
    "State": "Enabled",
    "Mode": "Enforce",
    "FromScope": "NotInOrganization",
    "PrependSubject": "[External]",
    "Conditions": ["Microsoft.Exchange.MessagingPolicies.Rules.Tasks.FromScopePredicate"],
}
OTHER = {"Identity": "Other", "State": "Enabled", "Mode": "Enforce", "FromScope": None}


def rules(*found):
    return ask_one(CHECK, fragment(transport_rule=list(found)))


def test_one_rule_that_marks_is_enough():
    finding = rules(OTHER, MARK)

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.EXO.7.1v1",)
    assert finding.evidence["object"].to_list() == ["Mark mail from outside"]


@pytest.mark.parametrize(
    "hole",
    [
        {"State": "Disabled"},
        {"Mode": "Audit"},
        {"Mode": "AuditAndNotify"},
        {"FromScope": "InOrganization"},
        {"FromScope": None},
        {"PrependSubject": None},
        {"PrependSubject": ""},
        {"Conditions": [*MARK["Conditions"], "Rules.Tasks.SentToMemberOfPredicate"]},
    ],
    ids=str,
)
def test_fails_when_the_only_rule_has_a_hole(hole):
    assert rules(OTHER, MARK | hole).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "way",
    [
        {"PrependSubject": None, "ApplyHtmlDisclaimerText": "From outside"},
        {"Conditions": None},
        {"Conditions": [*MARK["Conditions"], "Rules.Tasks.SentToScopePredicate"]},
    ],
    ids=str,
)
def test_a_banner_marks_too_and_inbound_mail_may_be_named(way):
    assert rules(MARK | way).outcome is Outcome.PASSED


def test_a_rule_that_was_exported_without_its_actions_counts():
    trimmed = {name: value for name, value in MARK.items() if name != "PrependSubject"}

    assert rules(trimmed).outcome is Outcome.PASSED


def test_no_rule_at_all_fails():
    assert rules().outcome is Outcome.FAILED
    assert rules(None).outcome is Outcome.FAILED


def test_a_lone_rule_counts_as_a_list_of_one():
    assert ask_one(CHECK, fragment(transport_rule=MARK)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "areas",
    [
        {"transport_rule": [MARK], "exo_unsuccessful_commands": ["Get-TransportRule"]},
        {"org_config": {}},
    ],
    ids=["failed", "absent"],
)
def test_what_was_not_read_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
