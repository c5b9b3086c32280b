"""Acting by script: sign, answer, decide, attest, move and hand off, as the pages do."""

from __future__ import annotations

import shutil
from datetime import date
from functools import cache
from threading import Event

import pytest
from control_room import BY, NOW, home, ours
from web.api.test_api import script

from pilotage.engine.worker import work
from pilotage.facts.engagement import Decision
from pilotage.facts.handoff import Handoff
from pilotage.facts.scope_change import ScopeChange
from pilotage.store import items, runs

pytestmark = pytest.mark.django_db
GATE = "gates/G2.w0"
MINE, OTHERS = "Give the date of the new line", "Release the domain"


@pytest.fixture
def calls():
    """Return what calls as a role, with one token for each."""
    return cache(script)


def signed(calls, role, said="go", version=0, **headers):
    return calls(role)(
        "POST", f"{GATE}/sign?version={version}", {"role": role, "said": said}, **headers
    )


def asked(what: str, party: str) -> str:
    return items.save(ours(), "handoff", Handoff(what, party, "Maya (demo)", NOW), BY).key


def test_two_kinds_of_signature_make_a_gate_go(calls):
    assert signed(calls, "lead").json()["word"] == "pending"
    done = signed(calls, "sponsor")

    assert (done.status_code, done.json()["word"]) == (200, "go")
    assert calls("auditor")("GET", GATE).json()["signatures"] == done.json()["signatures"]
    assert len(calls("auditor")("GET", "gates").json()) > 1


def test_a_signature_sent_twice_is_given_once_and_an_old_one_is_refused(calls):
    first = signed(calls, "lead", **{"Idempotency-Key": "s"})
    again = signed(calls, "lead", **{"Idempotency-Key": "s"})
    stale = signed(calls, "lead", "no-go", version=0)

    assert first.json() == again.json()
    assert stale.status_code == 409
    assert stale.json()["standing"]["value"]["go"] is True


def test_nobody_signs_a_gate_in_a_role_of_somebody_else(calls):
    answer = calls("lead")("POST", f"{GATE}/sign?version=0", {"role": "sponsor", "said": "go"})

    assert answer.status_code == 403
    assert "You do not hold the role" in answer.json()["error"]


def test_only_the_sponsor_waives_and_a_second_waiver_needs_the_version(calls):
    found = calls("lead")("GET", GATE).json()["criteria"]
    open_ones = [each["id"] for each in found if each["state"] not in ("passed", "waived")]
    body = {"why": "checked by hand", "until": "2026-11-20"}
    path = f"{GATE}/waive?version=0"

    codes = {
        name: calls("sponsor")("POST", path, body | {"criterion": name}).status_code
        for name in open_ones
    }
    waived = [name for name, code in codes.items() if code == 200]

    assert set(codes.values()) <= {200, 422}
    assert waived
    again = body | {"criterion": waived[0], "why": "again"}
    assert calls("sponsor")("POST", path, again).status_code == 409
    assert calls("lead")("POST", path, again).status_code == 403


def test_a_question_is_answered_once_by_the_caller(calls):
    question = Decision("Which date? (demo)", "sponsor (demo)", date(2026, 11, 13))
    path = f"decisions/{items.save(ours(), 'decision', question, BY).key}/answer"

    assert calls("sponsor")("POST", f"{path}?version=9", {"answer": "14 Nov"}).status_code == 409
    done = calls("sponsor")("POST", f"{path}?version=1", {"answer": "14 Nov"})

    assert done.json()["value"]["answered_by"] == "sponsor@demo.example"
    assert calls("sponsor")("POST", f"{path}?version=2", {"answer": "21 Nov"}).status_code == 422


def test_the_sponsor_alone_decides_about_the_scope(calls):
    wish = ScopeChange("service:printing", "lead@demo.example", NOW.date())
    path = f"scope-changes/{items.save(ours(), 'scope_change', wish, BY).key}/decide?version=1"

    assert calls("lead")("POST", path, {"said": "approved"}).status_code == 403
    done = calls("sponsor")("POST", path, {"said": "approved"})
    assert (done.status_code, done.json()["value"]["state"]) == (200, "approved")


@pytest.mark.parametrize(
    ("who", "status"), [("", 201), ("Helpdesk_Lead (demo)", 201), ("Helen Marlow", 403)]
)
def test_who_attests_is_who_calls(calls, who, status):
    check = items.values(ours(), "attestation")[0].check
    body = {"says": "drilled", "expires_on": "2026-11-13", "who": who}

    answer = calls("helpdesk_lead")("POST", f"checks/{check}/attest", body)

    assert answer.status_code == status, answer.content
    if status == 403:
        assert "nobody signs for another: Helen Marlow" in answer.json()["error"]


@pytest.mark.parametrize("kind", ["attestation", "deviation"])
def test_nobody_signs_for_another_by_writing_the_item(calls, kind):
    kept = items.items(ours(), kind)[0]
    value = calls("lead")("GET", f"items/{kind}/{kept.key}").json()["value"]
    path = f"items/{kind}/{kept.key}?version={kept.version}"

    for method, at in (("POST", f"items/{kind}"), ("PUT", path)):
        for who in (value["who"], ""):
            assert calls("lead")(method, at, {"value": value | {"who": who}}).status_code == 403
        own = calls("lead")(method, at, {"value": value | {"who": "lead (demo)"}})
        assert own.status_code in (200, 201)


def test_a_move_is_looked_at_and_then_kept(calls, tmp_path, settings):
    shutil.copytree(home(), tmp_path / "home", ignore=shutil.ignore_patterns("*.sqlite3*", ".lock"))
    settings.HOME = tmp_path / "home"
    caller, run = calls("lead"), runs.latest(ours())
    body = {"to": 2, "units": [run.members.filter(wave=3, kind="user").first().unit]}

    assert caller("POST", f"waves/preview?version={run.number - 1}", body).status_code == 409
    job = caller("POST", f"waves/preview?version={run.number}", body).json()["id"]
    assert caller("POST", "waves/move", {"job": job}).status_code == 404
    work(settings.HOME, Event(), until_idle=True)
    shown = caller("GET", f"jobs/{job}").json()
    assert (shown["state"], shown["error"]) == ("done", "")
    which = "asked" if not shown["result"]["effect"]["broken"] else "better"
    kept = [caller("POST", "waves/move", {"job": job, "which": which}) for _ in "12"]

    assert [each.status_code for each in kept] == [202, 202]
    assert kept[0].json()["id"] == kept[1].json()["id"]


def test_a_vendor_reaches_its_own_hand_offs_and_no_others_r19(calls):
    mine, others = asked(MINE, "Fjordnet (demo)"), asked(OTHERS, "DomainHost (demo)")
    vendor = calls("vendor")

    assert {each["key"] for each in vendor("GET", "handoffs").json()} >= {mine}
    assert others not in {each["key"] for each in vendor("GET", "handoffs").json()}
    read = vendor("POST", f"handoffs/{mine}/steps/acknowledged?version=1")
    day = {"promised_on": "2026-11-20"}
    dated = vendor("POST", f"handoffs/{mine}/promise?version=2", day)
    assert (read.status_code, dated.json()["value"]["promised_on"]) == (200, "2026-11-20")
    assert vendor("POST", f"handoffs/{mine}/promise?version=2", day).status_code == 409
    for path in (f"handoffs/{others}/steps/acknowledged", f"handoffs/{others}/promise"):
        assert vendor("POST", f"{path}?version=1", day).status_code == 404
    assert vendor("GET", f"handoffs/{others}").status_code == 404
    assert vendor("POST", f"handoffs/{mine}/steps/accepted?version=3").status_code == 403
    assert calls("lead")("GET", f"handoffs/{others}").status_code == 200
    assert calls("champion")("GET", "handoffs").json() == []
