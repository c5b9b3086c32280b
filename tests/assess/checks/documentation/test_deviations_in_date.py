from dataclasses import replace

import pytest
from ready import answer, day, ready

from pilotage.assess import CHECKS
from pilotage.facts.finding import Outcome
from pilotage.facts.signed import Deviation

CHECKS.load()
CHECK = "documentation.deviations_in_date"
GOOD = Deviation("identity.mfa_enforced", "Chen", "Two tills cannot do it.", day(9))


def test_a_deviation_counts_on_its_last_day():
    assert answer(CHECK, ready(deviation=(GOOD,))).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"expires_on": day(8)}, "until 8 Jan 2026 only"),
        ({"who": " "}, "does not say who accepts it and why"),
        ({"why": ""}, "does not say who accepts it and why"),
        ({"check": "identity.mfa"}, 'names the check "identity.mfa", which does not exist'),
    ],
)
def test_names_the_deviation_that_counts_no_more(change, says):
    finding = answer(CHECK, ready(deviation=(replace(GOOD, **change),)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says
