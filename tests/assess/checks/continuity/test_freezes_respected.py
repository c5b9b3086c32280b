from ready import READY, answer, ask, day, ready

from pilotage.facts.engagement import Freeze
from pilotage.facts.finding import Outcome

CHECK = "continuity.freezes_respected"


def test_names_the_window_in_a_freeze_of_everyone_r25():
    finding = answer(CHECK, ready(freeze=(Freeze("*", day(17), day(20), "Year end."),)))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == (
        "The window Fri 16 Jan 21:00 to Sat 17 Jan 05:00 lies in a freeze of everyone: Year end."
    )


def test_the_day_is_counted_in_local_time():
    """The window ends on Saturday at 05:00 in Amsterdam; Sunday is free."""
    assert answer(CHECK, ready(freeze=(Freeze("*", day(18), day(20)),))).outcome is Outcome.PASSED


def test_names_the_department_that_no_window_is_free_for():
    freeze = Freeze("Office", day(1), day(28, month=2), "Harvest")

    finding = answer(CHECK, ready(freeze=(freeze,)))

    assert finding.subject == "Office"
    assert finding.says == "Every window lies in a freeze of Office: Harvest."


def test_one_free_window_is_enough_for_a_department():
    assert ask(CHECK, ready())[0].outcome is Outcome.PASSED


def test_a_window_in_a_freeze_counts_even_beside_a_free_one():
    freezes = (*READY.freeze, Freeze("*", day(16), day(16)))

    assert answer(CHECK, ready(freeze=freezes)).outcome is Outcome.FAILED


def test_is_unknown_while_nobody_named_a_freeze_or_a_window():
    assert answer(CHECK, ready(freeze=())).outcome is Outcome.NOT_ASSESSED
    assert answer(CHECK, ready(window=())).outcome is Outcome.NOT_ASSESSED


def test_freezes_of_one_department_add_up():
    freezes = (Freeze("IT", day(16), day(17)), Freeze("IT", day(30), day(31)))

    finding = answer(CHECK, ready(freeze=freezes))

    assert finding.outcome is Outcome.FAILED
    assert finding.subject == "IT"
