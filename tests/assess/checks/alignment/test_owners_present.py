from dataclasses import replace

from harbour import HEALTHY, NOW, PEOPLE, unread, user
from ready import READY, answer, ask, day, ready

from pilotage.facts.engagement import Service
from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "alignment.owners_present"


def with_person(name, **changes):
    return tuple(replace(each, **changes) if each.name == name else each for each in READY.person)


def users(**changed):
    return [user(name, **changed.get(name, {})) for name in PEOPLE]


def test_names_the_owner_whose_account_is_disabled_on_both_sides():
    off = users(ana={"enabled": False})

    finding = answer(CHECK, ready(source={"users": off}, target={"users": off}))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "The account of Ana (ana@harbour.example) is disabled."


def test_an_owner_who_has_moved_already_is_present():
    off = users(ana={"enabled": False})

    assert answer(CHECK, ready(source={"users": off})).outcome is Outcome.PASSED


def test_names_the_owner_whose_address_nobody_answers():
    gone = ready(person=with_person("Ana", address="zoe@harbour.example"))

    assert answer(CHECK, gone).says == "Ana has no account: nobody answers to zoe@harbour.example."


def test_an_owner_may_be_known_by_an_alias():
    alias = {"object": "ana", "holder": "user", "address": "Boss@harbour.example", "kind": "smtp"}
    known = ready(
        source={"addresses": [*HEALTHY["addresses"], alias]},
        person=with_person("Ana", address="boss@harbour.example"),
    )

    assert answer(CHECK, known).outcome is Outcome.PASSED


def test_somebody_outside_needs_no_account():
    outside = ready(person=with_person("Ana", address="ana@lawyers.example"))

    assert answer(CHECK, outside).outcome is Outcome.PASSED


def test_an_owner_who_is_away_in_a_window_needs_a_backup():
    away = ready(person=with_person("Ben", away=(day(17),)))
    covered = ready(person=with_person("Ben", away=(day(17),), backup="Chen"))

    assert answer(CHECK, away).says == "Ben is away in the window of 17 Jan 2026, without backup."
    assert answer(CHECK, covered).outcome is Outcome.PASSED


def test_a_service_owner_named_by_address_alone_is_looked_up_too():
    service = Service("Payroll", owner="zoe@harbour.example")

    finding = answer(CHECK, ready(service=(service,)))

    assert finding.subject == "zoe@harbour.example"


def test_fails_while_nobody_is_named():
    assert answer(CHECK, ready(person=(), service=())).outcome is Outcome.FAILED


def test_is_not_assessed_when_nobody_read_who_may_sign_in():
    blind = unread(ready().source, USERS, "enabled")

    [finding] = ask(CHECK, Situation(NOW, blind, ready().target, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "enabled" in finding.says
