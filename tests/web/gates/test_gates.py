"""Gates on screen: two people of two kinds sign, and what they saw is kept."""

from __future__ import annotations

import json
from datetime import date

import pytest
from control_room import CLIENT, MIGRATION, ours, signed_in

from pilotage.store.items import values

pytestmark = pytest.mark.django_db
GATES = f"/c/{CLIENT}/m/{MIGRATION}/gates"
GATE = f"{GATES}/G2.w0"


def sign(role, said, gate=GATE, **more):
    return signed_in(role).post(f"{gate}/sign", {"role": role, "said": said, **more})


def test_a_gate_shows_each_criterion_and_that_it_is_open():
    content = signed_in("sponsor").get(GATE).content.decode()

    assert "Today this would be a no-go" in content
    assert "The roster has no hole" in content


def test_one_signature_leaves_it_pending_and_the_second_kind_makes_it_go_r6():
    sign("lead", "go")
    assert "Not signed yet: business" in signed_in("lead").get(GATE).content.decode()
    sign("sponsor", "go")

    assert '<p class="big">Go</p>' in signed_in("lead").get(GATE).content.decode()
    assert {each.side for each in values(ours(), "signature")} == {"technical", "business"}


def test_what_is_open_at_a_go_becomes_tasks_with_an_owner():
    sign("lead", "go", conditions="call the vendor")

    tasks = [each for each in values(ours(), "task") if each.because.startswith("condition of")]
    assert "call the vendor" in {each.title for each in tasks}
    assert all(each.owner and each.due for each in tasks)


@pytest.mark.parametrize("role", ["sponsor", "security_lead"])
def test_one_no_is_a_no_go(role):
    sign("lead", "go")
    sign(role, "no-go")

    assert '<p class="big">No-go</p>' in signed_in("lead").get(GATE).content.decode()


@pytest.mark.parametrize("role", ["auditor", "engineer", "vendor", "helpdesk_agent"])
def test_who_has_no_signature_here_cannot_sign(role):
    assert sign(role, "go").status_code in (403, 404)
    assert values(ours(), "signature") == ()


def test_nobody_signs_in_a_role_of_somebody_else():
    answer = signed_in("lead").post(f"{GATE}/sign", {"role": "sponsor", "said": "go"})

    assert answer.status_code == 403
    assert values(ours(), "signature") == ()


def test_a_gate_whose_time_is_over_in_silence_cannot_be_signed_go():
    answer = sign("lead", "go", f"{GATES}/G0")

    assert answer.status_code == 422
    assert "no-go" in answer.content.decode()


def test_a_signature_keeps_a_copy_of_all_that_was_seen():
    sign("lead", "go")
    [signature] = values(ours(), "signature")

    answer = signed_in("auditor").get(f"{GATE}/copy/{signature.digest}")
    kept = json.loads(answer.content)

    assert kept["criteria"]["criteria"]
    assert kept["findings"]
    assert kept["sources"]
    assert signed_in("auditor").get(f"{GATE}/copy/{'0' * 64}").status_code == 404


def test_a_stale_form_changes_nothing():
    sign("lead", "go", version=0)

    answer = sign("lead", "no-go", version=0)

    assert answer.status_code == 409
    assert [each.go for each in values(ours(), "signature")] == [True]


def test_only_the_sponsor_waives_and_only_what_can_be_waived():
    waiver = {"criterion": "G2.8", "why": "tested on Monday", "until": str(date(2026, 11, 20))}

    assert signed_in("lead").post(f"{GATE}/waive", waiver).status_code == 403
    hard = signed_in("sponsor").post(f"{GATE}/waive", {**waiver, "criterion": "G2.19"})
    assert hard.status_code == 422
    assert signed_in("sponsor").post(f"{GATE}/waive", waiver).status_code == 302
    assert [each.criterion for each in values(ours(), "waiver")] == ["G2.8"]
