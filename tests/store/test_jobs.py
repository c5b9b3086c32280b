"""Jobs: asked once, held by one, and never lost with the worker that had them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from control_room import ours
from django.utils import timezone

from pilotage.facts.errors import NotKnown
from pilotage.store import jobs
from pilotage.store.models import Job

pytestmark = pytest.mark.django_db


def ask(**more):
    return jobs.ask("judge", ours(), {"effort": "quick"}, asked_by="tests", **more)


def lose(held):
    Job.objects.filter(pk=held.id).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_asking_twice_with_one_key_asks_once():
    assert ask(key="one") == ask(key="one")
    assert ask() != ask()


def test_a_job_is_taken_by_one_worker_alone():
    ask()

    assert jobs.take("one").name == "judge"
    assert jobs.take("two") is None


def test_a_job_of_later_waits_until_it_is_due():
    ask(due_at=timezone.now() + timedelta(hours=1))

    assert jobs.take("one") is None


def test_a_worker_that_lost_its_job_cannot_write_any_more():
    ask()
    first = jobs.take("one")
    lose(first)
    second = jobs.take("two")

    assert not jobs.end(first, result="late")
    assert jobs.end(second, result="right")
    assert Job.objects.get(pk=first.id).result == "right"


def test_a_job_that_kills_its_workers_is_given_up_and_says_so():
    asked = ask()
    for number in range(jobs.MOST_ATTEMPTS):
        lose(jobs.take(str(number)))

    assert jobs.take("again") is None
    assert jobs.give_up_lost() == 1
    assert "without a word" in jobs.job_of(ours(), asked.pk).error


def test_a_job_of_another_engagement_is_not_known():
    with pytest.raises(NotKnown):
        jobs.job_of(ours(), 123456)
