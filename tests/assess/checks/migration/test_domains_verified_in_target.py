from dataclasses import replace

import pytest
from harbour import NOW, unread
from ready import READY, answer, ask, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import DOMAINS

CHECK = "migration.domains_verified_in_target"
QUAY = replace(READY.target, domains=("Quay.example",))


def test_a_domain_that_moves_at_cutover_stays_verified_in_the_source():
    moving, there = ask(CHECK, ready())

    assert moving.says == "harbour.example is verified in the source and moves at cutover."
    assert there.says == "quay.example is verified in the target."


@pytest.mark.parametrize(
    ("domains", "says"),
    [
        ([], "quay.example was never added to the target."),
        ([{"domain": "quay.example", "verified": False}], "is not verified in the target."),
        ([{"domain": "quay.example", "verified": None}], "is not verified in the target."),
    ],
)
def test_names_the_domain_that_nobody_can_use(domains, says):
    finding = answer(CHECK, with_quay(domains))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith(says)


def with_quay(domains):
    situation = ready(target={"domains": domains})
    return replace(situation, engagement=replace(READY, target=QUAY))


def test_is_unknown_while_no_domain_is_planned():
    nothing = replace(READY, target=replace(READY.target, domains=()))

    finding = answer(CHECK, replace(ready(), engagement=nothing))

    assert finding.outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_verification_was_not_read():
    blind = unread(ready().target, DOMAINS, "verified")

    [finding] = ask(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
