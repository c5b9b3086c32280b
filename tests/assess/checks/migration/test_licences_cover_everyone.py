import pytest
from harbour import NOW, unread, without
from ready import READY, TARGET, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import LICENCES_ASSIGNED, LICENCES_BOUGHT

CHECK = "migration.licences_cover_everyone"


def bought(seats, assigned=0, plans=("EXCHANGE_S_STANDARD",)):
    row = {**TARGET["licences_bought"][0], "bought": seats, "assigned": assigned}
    return {"licences_bought": [{**row, "plans": list(plans)}], "licences_assigned": []}


@pytest.mark.parametrize(
    ("licences", "says"),
    [
        (bought(3), "4 people need a seat with a mailbox; the target has 3 free. 1 are missing."),
        (bought(9, assigned=9), "the target has 0 free. 4 are missing."),
        (bought(9, assigned=12), "the target has 0 free. 4 are missing."),
        (bought(99, plans=["EXCHANGE_S_FOUNDATION", "FLOW_FREE"]), "0 free. 4 are missing."),
        (bought(99, plans=["EXCHANGE_S_ARCHIVE_ADDON"]), "0 free. 4 are missing."),
        ({"licences_bought": [], "licences_assigned": []}, "0 free. 4 are missing."),
    ],
    ids=["too few", "all used", "overdrawn", "no mailbox in it", "an archive alone", "none"],
)
def test_counts_the_seats_that_are_missing(licences, says):
    finding = answer(CHECK, ready(target=licences))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith(says)


def test_free_seats_cover_those_who_have_none():
    assert answer(CHECK, ready(target=bought(4))).outcome is Outcome.PASSED


@pytest.mark.parametrize("sku", ["e3", "SPE_E3"])
def test_who_has_a_seat_already_needs_no_other(sku):
    target = {
        **bought(4, assigned=3),
        "licences_assigned": [{"user": name, "sku": sku} for name in ("ana", "ben", "chen")],
    }

    finding = answer(CHECK, ready(target=target))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "1 people need a seat with a mailbox; the target has 1 free."


def test_everybody_needs_one_while_nobody_knows_who_has_one():
    blind = without(ready().target, LICENCES_ASSIGNED, "not exported")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.says.startswith("4 people need a seat")


def test_is_not_assessed_when_plans_were_not_read():
    blind = unread(ready().target, LICENCES_BOUGHT, "plans")

    finding = answer(CHECK, Situation(NOW, ready().source, blind, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
