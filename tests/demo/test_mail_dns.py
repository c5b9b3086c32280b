"""What the checks of DNS make of the demo: the source has two gaps of mail, the target none."""

import pytest
from harbour import NOW

from pilotage.assess import CHECKS
from pilotage.assess.asked import assess
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation


@pytest.fixture(scope="module")
def found(source, target):
    situation = Situation(NOW, source=source, target=target)
    checks = [check for id, check in CHECKS.load().items() if id.startswith("dns.")]
    return list(assess(situation, checks))


def test_every_question_about_dns_has_an_answer(found):
    assert [each.says for each in found if each.outcome is Outcome.NOT_ASSESSED] == []


def test_the_gaps_are_those_that_were_planted(found):
    failed = {(each.side, each.check) for each in found if each.outcome is Outcome.FAILED}

    assert failed == {
        ("source", "dns.dkim_selectors_published"),
        ("source", "dns.dmarc_rejects"),
        ("source", "dns.mta_sts_enforced"),
    }
