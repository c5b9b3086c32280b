from dataclasses import replace

from ready import READY, answer, ask, bare, day, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.role import ROLES

CHECK = "alignment.roles_filled"


def test_names_the_role_that_nobody_holds_r97():
    people = tuple(each for each in READY.person if each.name != "Dara")

    finding = answer(CHECK, ready(person=people))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.startswith("Receiving team: nobody is named.")


def test_a_role_counts_from_the_day_on_which_somebody_said_yes():
    people = tuple(
        replace(each, accepted_on=day(31)) if each.name == "Dara" else each for each in READY.person
    )

    finding = answer(CHECK, ready(person=people))

    assert finding.says == "Receiving team: Dara has not accepted yet."
    assert finding.evidence["name"].to_list() == ["Dara"]


def test_an_empty_file_lacks_every_needed_role():
    needed = [role.title for role in ROLES.values() if role.needed]

    assert [finding.subject for finding in ask(CHECK, bare())] == needed
