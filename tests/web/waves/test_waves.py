"""The waves on screen: who moves when, what if, and who is not ready."""

from __future__ import annotations

import shutil
from datetime import datetime
from threading import Event

import pytest
from control_room import BY, CLIENT, MIGRATION, home, ours, signed_in
from django.urls import reverse

from pilotage.engine.worker import work
from pilotage.facts.access import may
from pilotage.facts.engagement import Freeze
from pilotage.store import items, jobs, runs
from pilotage.store.models import Job

pytestmark = pytest.mark.django_db


def address(name, *parts):
    return reverse(name, args=(CLIENT, MIGRATION, *parts))


def people(wave):
    return runs.latest(ours()).members.filter(wave=wave, kind="user")


@pytest.fixture
def moved_home(tmp_path, settings):
    """Let the worker write into a copy of the home folder."""
    shutil.copytree(home(), tmp_path / "home", ignore=shutil.ignore_patterns("*.sqlite3*", ".lock"))
    settings.HOME = tmp_path / "home"
    return tmp_path / "home"


def asked(to, *units, who="lead"):
    seen = runs.latest(ours()).number
    answer = signed_in(who).post(
        address("waves.ask"), {"unit": units, "to": to, "version": str(seen)}
    )
    return answer, Job.objects.filter(name="preview").last()


def test_the_board_shows_every_wave_with_its_people_and_departments():
    page = signed_in("lead").get(address("waves")).content.decode()

    for wave in runs.section(runs.latest(ours()), "plan")["waves"]:
        assert f'data-wave="{wave["number"]}"' in page
    departments = set(people(1).values_list("department", flat=True))
    assert all(department in page for department in departments if department)


def test_who_may_not_plan_gets_no_form_and_is_refused():
    browser = signed_in("auditor")

    assert "Show the effect" not in browser.get(address("waves")).content.decode()
    assert browser.post(address("waves.ask"), {"to": "2"}).status_code == 403
    assert not may({"auditor"}, "plan")


def test_the_effect_is_shown_before_anything_is_saved(moved_home):
    seen = runs.latest(ours()).number
    answer, job = asked("2", people(3).first().unit)
    work(moved_home, Event(), until_idle=True)

    page = signed_in("lead").get(answer.headers["Location"]).content.decode()

    assert jobs.job_of(ours(), job.pk).error == ""
    assert "Dependencies cut" in page
    assert runs.latest(ours()).number == seen


def test_what_was_looked_at_is_saved_as_a_new_plan_once(moved_home):
    browser = signed_in("lead")
    _, job = asked("3", people(2).first().unit)
    work(moved_home, Event(), until_idle=True)
    effect = jobs.job_of(ours(), job.pk).result["effect"]
    which = "better" if effect["broken"] else "asked"
    seen = runs.latest(ours()).number

    for _ in range(2):
        browser.post(address("waves.save", job.pk), {"which": which})
    work(moved_home, Event(), until_idle=True)

    assert runs.latest(ours()).number == seen + 1
    versions = browser.get(address("waves.versions")).content.decode()
    assert "moved by hand" in versions


def test_who_looked_at_an_older_plan_is_told_and_nothing_is_asked():
    answer = signed_in("lead").post(
        address("waves.ask"), {"unit": people(2).first().unit, "to": "3", "version": "0"}
    )

    assert answer.status_code == 409
    assert "in the meantime" in answer.content.decode()
    assert not Job.objects.filter(name="preview").exists()


@pytest.mark.parametrize("fields", [{}, {"to": "2"}, {"to": "abc", "unit": "x"}], ids=str)
def test_a_form_without_people_or_wave_is_refused_in_words(fields):
    seen = str(runs.latest(ours()).number)
    answer = signed_in("lead").post(address("waves.ask"), {"version": seen, **fields})

    assert answer.status_code == 422


def test_the_page_of_a_wave_shows_the_worst_first_and_what_blocks_each_r11():
    page = signed_in("lead").get(address("waves.detail", 1)).content.decode()

    first = people(1).order_by("rank", "name").first()
    assert first.name in page
    assert first.because[0] in page.replace("&#x27;", "'")


def test_only_who_is_not_ready_is_listed_where_that_is_asked():
    ready = people(1).filter(state="ready").first()
    page = signed_in("lead").get(address("waves.detail", 1) + "?open=1&as=json")

    assert ready is None or ready.name not in {row["name"] for row in page.json()}


def test_a_wave_that_the_plan_does_not_have_is_not_found():
    assert signed_in("lead").get(address("waves.detail", 99)).status_code == 404


def test_an_excuse_is_kept_with_its_reason_and_end(settings):
    settings.HOME = home()
    person = people(1).exclude(state="ready").first()
    fields = {"item": person.blocking[0], "why": "is away", "until": "2026-12-31"}

    signed_in("lead").post(address("waves.excuse", 1), {"person": person.unit, **fields})

    [kept] = items.values(ours(), "excuse")
    assert (kept.person, kept.why, kept.who) == (person.unit, "is away", "lead@demo.example")
    assert "excused" in signed_in("lead").get(address("waves.detail", 1)).content.decode()


@pytest.mark.parametrize("missing", ["person", "item", "why", "until"])
def test_an_excuse_without_one_of_its_parts_is_refused(missing):
    person = people(1).first()
    fields = {"person": person.unit, "item": "account", "why": "is away", "until": "2026-12-31"}

    answer = signed_in("lead").post(address("waves.excuse", 1), {**fields, missing: ""})

    assert answer.status_code == 422
    assert not items.items(ours(), "excuse")


def test_the_board_as_it_was_cannot_be_changed():
    at = "2026-11-12T09:41Z"
    page = signed_in("lead").get(address("waves") + f"?at={at}").content.decode()

    assert "Show the effect" not in page
    assert BY.who == "tests"


def test_a_freeze_that_the_plan_breaks_is_told_with_its_wave():
    wave = runs.section(runs.latest(ours()), "plan")["waves"][2]
    day = datetime.fromisoformat(wave["starts_at"]).date()
    items.save(ours(), "freeze", Freeze("*", day, day, "audit"), BY)

    page = signed_in("lead").get(address("waves")).content.decode()

    [row] = [line for line in page.splitlines() if "Everybody: audit" in line]
    assert f"wave {wave['number']}" in row.partition("Everybody: audit")[2].partition("</tr>")[0]
