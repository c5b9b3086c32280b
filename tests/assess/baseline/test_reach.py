import pytest
from protection import rule

from pilotage.assess.baseline.reach import reach, reach_together

ACCEPTED = frozenset({"harbour.example", "mail.quay.example"})


def made(**changes):
    return reach({name.lower(): value for name, value in rule("x", **changes).items()})


def test_a_rule_without_conditions_is_for_everyone():
    assert made().everyone
    assert made().domains(ACCEPTED) == ACCEPTED


@pytest.mark.parametrize(
    "condition",
    [
        {"SentTo": ["ana@harbour.example"]},
        {"SentToMemberOf": "board"},
        {"ExceptIfSentTo": ["ana@harbour.example"]},
        {"ExceptIfSentToMemberOf": ["board"]},
    ],
    ids=str,
)
def test_a_condition_on_people_has_no_domain_for_sure(condition):
    narrowed = made(RecipientDomainIs=["harbour.example"], **condition)

    assert not narrowed.everyone
    assert narrowed.domains(ACCEPTED) == frozenset()
    assert narrowed.possible(ACCEPTED) == {"harbour.example"}


def test_a_domain_stands_for_its_subdomains():
    assert made(RecipientDomainIs=["Quay.example"]).domains(ACCEPTED) == {"mail.quay.example"}
    assert made(RecipientDomainIs=["uay.example"]).domains(ACCEPTED) == frozenset()


def test_an_excepted_domain_is_left_out():
    assert made(ExceptIfRecipientDomainIs=["quay.example"]).domains(ACCEPTED) == {"harbour.example"}


def test_rules_are_for_everyone_together_when_their_domains_are_all():
    halves = [
        made(RecipientDomainIs=["harbour.example"]),
        made(RecipientDomainIs=["quay.example"]),
    ]

    assert reach_together(halves, ACCEPTED)
    assert not reach_together(halves[:1], ACCEPTED)
    assert not reach_together(halves, frozenset())
    assert not reach_together([], ACCEPTED)


@pytest.mark.parametrize(
    ("taker", "together"),
    [
        ({"SentToMemberOf": ["board", "drivers"]}, True),
        ({"SentToMemberOf": ["drivers"]}, False),
        ({"SentTo": ["board"]}, False),
        ({"SentToMemberOf": ["board"], "RecipientDomainIs": ["harbour.example"]}, False),
        ({"SentToMemberOf": ["board"], "ExceptIfSentTo": ["ana@harbour.example"]}, False),
    ],
    ids=str,
)
def test_whom_one_leaves_out_another_must_take_without_a_condition_more(taker, together):
    open = made(ExceptIfSentToMemberOf=["Board"])

    assert reach_together([open, made(**taker)], frozenset()) is together


def test_people_of_two_kinds_that_are_left_out_cannot_be_taken_by_one_rule():
    open = made(ExceptIfSentToMemberOf=["board"], ExceptIfSentTo=["ana@harbour.example"])
    taker = made(SentToMemberOf=["board"], SentTo=["ana@harbour.example"])

    assert not reach_together([open, taker], frozenset())
