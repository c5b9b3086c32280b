"""The worker: does what was asked, and outlives what fails."""

from __future__ import annotations

from threading import Event

import pytest
from control_room import home, ours

from pilotage.engine.worker import work
from pilotage.store import jobs
from pilotage.store.runs import latest

pytestmark = pytest.mark.django_db(transaction=False)


def done(name, **arguments):
    asked = jobs.ask(name, ours(), arguments, asked_by="ana@demo.example")
    work(home(), Event(), until_idle=True)
    return jobs.job_of(ours(), asked.pk)


def test_judging_again_keeps_a_new_run_in_the_name_of_who_asked():
    before = latest(ours())

    job = done("judge", effort="quick")

    assert (job.state, job.error) == ("done", "")
    after = latest(ours())
    assert (after.number, after.by) == (before.number + 1, "ana@demo.example")
    assert after.findings.count() == before.findings.count()


def test_a_job_that_nobody_knows_fails_and_the_worker_goes_on():
    broken = jobs.ask("nonsense", ours(), {}, asked_by="tests")

    assert done("../judge").state == "failed"
    assert "should not happen" in jobs.job_of(ours(), broken.pk).error
