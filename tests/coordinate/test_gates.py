"""Gates: every criterion is judged, unknown is open, and two people of two kinds decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pilotage.assess import CHECKS
from pilotage.coordinate.case import Case, WaveCase
from pilotage.coordinate.judging import Standing, judge
from pilotage.coordinate.margin import Margin, single_points
from pilotage.coordinate.measures import MEASURES
from pilotage.coordinate.points import gate_named, gate_points
from pilotage.coordinate.rules import gate_rules
from pilotage.coordinate.signing import accepted_waiver, decided, may_sign, side_of
from pilotage.facts.engagement import (
    Duty,
    Engagement,
    Environment,
    Message,
    Migration,
    Person,
    Target,
)
from pilotage.facts.errors import InputError, NotAllowed, NotKnown
from pilotage.facts.finding import Finding, Outcome
from pilotage.facts.gate import Signature, Waiver
from pilotage.facts.runbook import Kind
from pilotage.facts.signed import Attestation

NOW = datetime(2026, 11, 12, 9, 40, tzinfo=UTC)
WINDOW = (datetime(2026, 11, 14, 18, tzinfo=UTC), datetime(2026, 11, 15, 6, tzinfo=UTC))
TARGETS = tuple(Target(f"outcome {n} (demo)", "10", "5") for n in range(3))
MIGRATION = Migration(
    "Move (demo)", "Client (demo)", Kind.TENANT_TO_TENANT, date(2026, 10, 12), targets=TARGETS,
    time_zone="Europe/London",
)  # fmt: skip
AGREED = Engagement(MIGRATION, Environment("a"), Environment("b"))
GATES = {rule.id: rule for rule in gate_rules()}
G2 = GATES["G2"]


def case(**changes):
    return replace(
        Case(AGREED, (), NOW, NOW, {"source": NOW, "target": NOW}, WaveCase(2, window=WINDOW)),
        **changes,
    )


def criterion(of, judged_case):
    [found] = [
        each
        for each in judge(GATES[of.partition(".")[0]], "G2.w2", judged_case).criteria
        if each.rule.id == of
    ]
    return found


def passing(check, side="migration"):
    return Finding(Outcome.PASSED, "It is so.", "all", check=check, side=side)


def test_every_check_and_measure_that_a_gate_names_exists():
    known = set(CHECKS.load())

    for rule in gate_rules():
        for each in rule.criteria:
            assert set(each.checks) <= known, each.id
            name = each.measure.partition(":")[0]
            assert not name or name in MEASURES or name in ("item", "days_since"), each.id


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(Outcome.PASSED, "passed"), (Outcome.FAILED, "failed"), (Outcome.NOT_ASSESSED, "unknown")],
)
def test_a_criterion_is_what_its_check_found(outcome, state):
    found = replace(passing("dns.ttl_low_before_switch"), outcome=outcome)

    assert criterion("G2.7", case(findings=(found,))).state == state


def test_a_check_that_nobody_ran_is_unknown_and_open():
    found = criterion("G2.7", case())

    assert (found.state, found.open) == ("unknown", True)


def test_evidence_older_than_allowed_is_stale_and_open():
    ok = passing("dns.ttl_low_before_switch", "source")
    old = case(findings=(ok,), read_at={"source": NOW - timedelta(hours=25)})

    assert criterion("G2.7", old).state == "stale"
    assert criterion("G2.7", old).open


def test_what_nothing_measures_is_unknown_until_somebody_attests_it_for_a_time():
    said = Attestation(
        "G2.6", "Lead (demo)", "copied at noon", date(2026, 11, 11), date(2026, 11, 12)
    )
    attested = case(agreed=replace(AGREED, attestation=(said,)))

    assert criterion("G2.6", case()).state == "unknown"
    assert criterion("G2.6", attested).state == "passed"
    assert criterion("G2.6", attested).basis == "attested"
    assert criterion("G2.6", replace(attested, now=NOW + timedelta(days=2))).state == "unknown"


def test_a_gate_names_the_outcomes_that_have_no_measure_r1():
    bare = replace(MIGRATION, targets=(), outcomes=("one address book",))

    found = criterion("G0.3", case(agreed=replace(AGREED, migration=bare)))

    assert found.state == "failed"
    assert "one address book" in found.says
    assert criterion("G0.3", case()).state == "passed"


def test_everyone_is_ready_when_who_is_not_is_excused():
    wave = WaveCase(2, 10, {"ready": 9, "not_ready": 1, "unknown": 0}, excused=1)

    assert criterion("G2.1", case(wave=wave)).state == "passed"
    assert criterion("G2.1", case(wave=replace(wave, excused=0))).state == "failed"


def test_a_hole_in_the_roster_is_told_to_the_minute_r15():
    duties = (
        Duty(WINDOW[0], 14, "A (demo)"),
        Duty(datetime(2026, 11, 15, 12, tzinfo=UTC), 24 * 5, "B (demo)"),
    )
    found = criterion("G2.19", case(agreed=replace(AGREED, duty=duties)))

    assert (found.state, found.found, found.says) == ("failed", "4 h", "Sun 15 Nov 08:00-12:00.")


@pytest.mark.parametrize(
    "margin",
    [Margin(0), Margin(-3), Margin(9, timedelta(minutes=44)), Margin(9, single_points=("a", "b"))],
    ids=["no slack", "late", "short window", "two alone"],
)
def test_thresholds_tighten_when_margin_is_small_r39(margin):
    told = Message("Hello (demo)", "all", -7, sent_on=date(2026, 11, 1), reached_percent=92)
    agreed = replace(AGREED, message=(told,))

    usual = criterion("G2.3", case(agreed=agreed, margin=Margin(9)))
    tight = criterion("G2.3", case(agreed=agreed, margin=margin))

    assert (usual.state, usual.needed, usual.tightened) == ("passed", "90 %", "")
    assert (tight.state, tight.needed, tight.tightened) == ("failed", "95 %", "90 %")


def test_who_is_alone_in_a_needed_role_is_a_single_point():
    alone = Person("S (demo)", ("sponsor",))

    assert single_points(replace(AGREED, person=(alone,))) == ("Executive sponsor",)
    assert single_points(replace(AGREED, person=(replace(alone, backup="T"),))) == ()


def test_a_waiver_closes_what_may_be_waived_until_its_end():
    waiver = Waiver("G2.w2", "G2.8", "s@demo.example", "tested on Monday", date(2026, 11, 20))

    assert criterion("G2.8", case(waivers=(waiver,))).state == "waived"
    late = case(waivers=(waiver,), now=NOW + timedelta(days=30))
    assert criterion("G2.8", late).state == "unknown"
    other = case(waivers=(replace(waiver, criterion="G2.19"),))
    assert criterion("G2.19", other).state != "waived"


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"criterion": "G2.19"}, InputError),
        ({"criterion": "G2.99"}, InputError),
        ({"why": " "}, InputError),
        ({"expires_on": date(2026, 11, 1)}, InputError),
        ({"who": "lead@demo.example"}, NotAllowed),
    ],
)
def test_a_waiver_needs_the_risk_owner_a_reason_and_an_end(changes, error):
    good = Waiver("G2.w2", "G2.8", "s@demo.example", "why", date(2026, 11, 20), date(2026, 11, 12))
    assert accepted_waiver(G2, good, ("s@demo.example",)) == good

    with pytest.raises(error):
        accepted_waiver(G2, replace(good, **changes), ("s@demo.example",))


def signature(side, person, go=True):
    return Signature("G2.w2", person, "", side, go, NOW)


LEAD, SPONSOR = signature("technical", "lead"), signature("business", "sponsor")
LATER = NOW + timedelta(days=1)


@pytest.mark.parametrize(
    ("signatures", "decide_at", "word"),
    [
        ((), LATER, "pending"),
        ((LEAD,), LATER, "pending"),
        ((LEAD, SPONSOR), LATER, "go"),
        ((LEAD, SPONSOR), NOW, "go"),
        ((LEAD,), NOW, "no-go"),
        ((), NOW, "no-go"),
        ((LEAD,), None, "pending"),
        ((LEAD, SPONSOR, signature("security", "sec", go=False)), LATER, "no-go"),
    ],
    ids=["none", "one", "two", "in time", "one, late", "silence", "no day", "security says no"],
)
def test_a_gate_goes_by_two_signatures_and_silence_is_a_no(signatures, decide_at, word):
    assert decided(G2, signatures, Standing(()), decide_at, NOW).word == word


def test_nobody_signs_for_the_other_side():
    with pytest.raises(NotAllowed, match="other side"):
        may_sign("business", "Lead", ("sponsor",), (LEAD,))


def test_who_does_the_work_cannot_sign_for_the_business():
    with pytest.raises(NotAllowed, match="cannot sign for the business"):
        may_sign("business", "new", ("sponsor", "engineer"), ())


def test_a_role_signs_its_side_only():
    assert side_of(G2, "security_lead") == "security"
    with pytest.raises(NotAllowed, match="does not sign G2"):
        side_of(G2, "auditor")


def test_gates_are_named_by_wave_and_decided_on_the_clients_clock():
    points = gate_points(AGREED, {0: None, 2: WINDOW}, {2: WINDOW[0]})
    point = gate_named(points, "g2.W2")

    assert point.decide_at == datetime(2026, 11, 13, 15, tzinfo=UTC)
    assert gate_named(points, "G2.w0").decide_at is None
    assert [each.name for each in points if each.rule.id == "G3"] == ["G3.w2"]
    with pytest.raises(NotKnown, match=r"G2\.w2"):
        gate_named(points, "G2.w9")
