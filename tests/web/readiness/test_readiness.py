"""Readiness: what blocks is named, what people sign is kept, page and command agree."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from control_room import CLIENT, MIGRATION, NOW, ours, signed_in

from pilotage.engine.readiness import areas_of, findings_of
from pilotage.facts.signed import Attestation
from pilotage.store import jobs
from pilotage.store.items import items, values
from pilotage.store.runs import latest

pytestmark = pytest.mark.django_db
BASE = f"/c/{CLIENT}/m/{MIGRATION}/readiness"
ATTESTED = "support.escalation_drilled"
MEASURED = "identity.mfa_enforced"
SIGNS = {"who": "", "says": "drilled on Monday", "expires_on": "2026-11-20"}


def page(path: str = "", role: str = "lead") -> str:
    answer = signed_in(role).get(BASE + path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_names_all_eight_areas_with_the_counts_of_the_command_r96() -> None:
    views = areas_of(ours(), NOW)
    text = page()

    assert len(views) == 8
    for view in views:
        assert f"{BASE}/{view.area}" in text
        assert f"{view.counts['failed']} failed, {view.counts['unknown']} unknown" in text


def test_an_area_shows_each_finding_and_how_it_is_known_r96() -> None:
    answer = signed_in("lead").get(f"{BASE}/identity?as=json")

    rows = answer.json()
    found = findings_of(ours(), NOW, area="identity")
    assert [row["word"] for row in rows] == [each.word for each in found]
    assert {row["basis"] for row in rows} >= {"measured", "unknown"}


def test_an_old_reading_leaves_nothing_measured_that_is_good_d1() -> None:
    later = NOW + timedelta(days=30)

    found = findings_of(ours(), later)
    views = areas_of(ours(), later)

    assert not [each for each in found if each.read_at and each.word == "passed"]
    assert not [view for view in views if view.state == "On track"]
    assert [each for each in found if each.last_known and each.known_at == NOW]


def test_what_a_person_attests_is_kept_with_its_end() -> None:
    browser = signed_in("helpdesk_lead")

    answer = browser.post(f"{BASE}/check/{ATTESTED}/attest", SIGNS)

    assert answer.status_code == 302
    assert values(ours(), "attestation")[-1] == Attestation(
        ATTESTED,
        "helpdesk_lead (demo)",
        SIGNS["says"],
        NOW.date(),
        NOW.date() + timedelta(days=8),
    )
    assert "drilled on Monday" in page(f"/check/{ATTESTED}")


@pytest.mark.parametrize(
    ("check", "form", "status"),
    [
        (MEASURED, SIGNS, 422),
        (ATTESTED, SIGNS | {"expires_on": "2026-11-01"}, 422),
        (ATTESTED, SIGNS | {"expires_on": "2029-01-01"}, 422),
        (ATTESTED, SIGNS | {"expires_on": "31.12.26"}, 422),
        (ATTESTED, SIGNS | {"who": "Helen Marlow"}, 403),
        ("identity.no_such_check", SIGNS, 404),
    ],
    ids=["measured only", "in the past", "too long", "no day", "somebody else", "no check"],
)
def test_what_cannot_be_signed_is_refused_and_nothing_is_kept(
    check: str, form: dict[str, str], status: int
) -> None:
    before = values(ours(), "attestation")

    answer = signed_in("lead").post(f"{BASE}/check/{check}/attest", form)

    assert answer.status_code == status
    assert values(ours(), "attestation") == before


@pytest.mark.parametrize("action", ["attest", "excuse", "set-aside"])
def test_an_auditor_reads_and_signs_nothing(action: str) -> None:
    form = SIGNS | {"why": "because"}

    assert signed_in("auditor").post(f"{BASE}/check/{ATTESTED}/{action}", form).status_code == 403
    assert "Take back" not in page(f"/check/{ATTESTED}", "auditor")


def test_a_failure_is_accepted_for_thirty_days_at_most_and_taken_back_r12() -> None:
    browser = signed_in("security_lead")
    form = {"who": "Security_lead (demo)", "why": "keys arrive Friday", "side": "target"}
    address = f"{BASE}/check/{MEASURED}"

    late = browser.post(f"{address}/excuse", form | {"expires_on": "2026-12-13"})
    kept = browser.post(f"{address}/excuse", form | {"expires_on": "2026-12-12"})
    words = {each.side: each.word for each in findings_of(ours(), NOW, check=MEASURED)}

    assert (late.status_code, kept.status_code) == (422, 302)
    assert words["target"] == "accepted"
    entry = items(ours(), "deviation")[-1]
    browser.post(
        f"{address}/take-back", {"kind": "deviation", "key": entry.key, "version": entry.version}
    )
    words = {each.side: each.word for each in findings_of(ours(), NOW, check=MEASURED)}
    assert words["target"] == "failed"


def test_evidence_can_be_taken_away() -> None:
    [found, *_] = findings_of(ours(), NOW, check=MEASURED)

    answer = signed_in("lead").get(f"{BASE}/check/{MEASURED}?finding={found.position}&as=json")

    assert len(answer.json()) == found.rows


def test_judging_again_is_asked_of_the_queue_and_shown_until_it_ends() -> None:
    browser = signed_in("lead")

    answer = browser.post(f"{BASE}/judge")
    [number] = urlsplit(answer["Location"]).query.split("=")[1:]

    assert jobs.job_of(ours(), int(number)).name == "judge"
    assert "Judging again" in browser.get(answer["Location"]).content.decode()
    assert signed_in("sponsor").post(f"{BASE}/judge").status_code == 403


def test_two_answers_that_differ_are_shown_as_such_r97() -> None:
    browser = signed_in("lead")
    people = [each.name for each in values(ours(), "person") if "lead" in each.roles][:1]
    people += [each.name for each in values(ours(), "person") if "sponsor" in each.roles][:1]
    for who, short in zip(people, ("only the sponsor", "the lead"), strict=True):
        form = {"question": "alignment.who_may_stop", "who": who, "short": short}
        assert browser.post(f"{BASE}/alignment/answer", form).status_code == 302

    text = page("/alignment")

    assert "answers differ" in text
    assert "only the sponsor" in text


def test_a_page_of_the_past_offers_nothing_to_sign() -> None:
    at = f"?at={(latest(ours()).at + timedelta(hours=1)).strftime('%Y-%m-%dT%H:%M')}"

    text = page(f"/check/{ATTESTED}{at}")

    assert "<h2>Attest</h2>" not in text


@pytest.mark.parametrize("name", ["nothing", "IDENTITY", "9"])
def test_an_area_that_is_not_there_is_not_found(name: str) -> None:
    assert signed_in("lead").get(f"{BASE}/{name}").status_code == 404
