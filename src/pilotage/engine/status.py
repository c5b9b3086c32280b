"""Where a migration stands: gather what is kept, and let ``assess.status`` give the word.

Pages, commands and the one-page report ask here, so that they agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from pydantic import TypeAdapter

from pilotage.assess.exposure import Exposed, exposed
from pilotage.assess.status import Failing, Gate, Known, Late, Status, status
from pilotage.facts.clock import Clock
from pilotage.facts.engagement import Engagement as Agreed
from pilotage.facts.finding import Area
from pilotage.facts.forecast import Forecast
from pilotage.facts.handoff import Handoff
from pilotage.facts.readiness import AREA_OWNER, Risk, Signal, State
from pilotage.facts.role import role_title
from pilotage.store import blocking, runs
from pilotage.store.agreed import agreed
from pilotage.store.items import Kept, items, values
from pilotage.store.models import Engagement, Run

FORECAST: TypeAdapter[Forecast | None] = TypeAdapter(Forecast | None)
RISKS, SIGNALS = TypeAdapter(tuple[Risk, ...]), TypeAdapter(tuple[Signal, ...])
GATE_BEFORE = timedelta(days=1)
"""The go or no-go of a wave is held the day before."""

SECTIONS = ("forecast", "risks", "signals", "plan", "scope", "sources")


@dataclass(frozen=True)
class Standing:
    """One migration at one moment: what was agreed, what was computed, and the status of both.

    ``plan``, ``scope`` and ``sources`` are documents of the run (see ``engine.recording``).
    """

    agreed: Agreed
    run: Run
    status: Status
    forecast: Forecast | None
    risks: tuple[Exposed, ...]
    signals: tuple[Signal, ...]
    handoffs: tuple[Kept, ...]
    plan: dict[str, Any] | None
    scope: dict[str, Any]
    sources: Sequence[dict[str, Any]]

    @property
    def waves(self) -> tuple[dict[str, Any], ...]:
        """Return the waves that move anybody, in time order."""
        every = self.plan["waves"] if self.plan else ()
        return tuple(each for each in every if sum(each["kinds"].values()))


def standing(engagement: Engagement, now: datetime, at: datetime | None = None) -> Standing:
    """Return where the migration stands ``now``; as it was known ``at`` a moment, if given.

    Raises:
        NotKnown: nothing was agreed, or nothing was computed, until then.
    """
    terms = agreed(engagement, at)
    run = runs.latest(engagement, at, kind="whole")
    found = runs.sections(run, SECTIONS)
    newest = runs.latest(engagement, at)
    plan = runs.section(newest, "plan") or found.get("plan")
    clock = Clock.of(terms.migration.time_zone)
    today = clock.local(now).date()
    signals = SIGNALS.validate_python(found.get("signals") or ())
    risks = RISKS.validate_python(found.get("risks") or ())
    changes = values(engagement, "risk_change", at)
    forecast = FORECAST.validate_python(runs.section(newest, "forecast") or found.get("forecast"))
    made = Standing(
        agreed=terms,
        run=run,
        status=Status(State.UNKNOWN, ()),
        forecast=forecast,
        risks=exposed(risks, signals, changes, today),
        signals=signals,
        handoffs=items(engagement, "handoff", at),
        plan=plan,
        scope=found.get("scope") or {"kinds": {}, "departments": {}},
        sources=found.get("sources") or (),
    )
    known = _known(engagement, made, now, at)
    return replace(made, status=status(known, now, clock, _last_known(run)))


def _known(engagement: Engagement, made: Standing, now: datetime, at: datetime | None) -> Known:
    terms, migration = made.agreed, made.agreed.migration
    clock = Clock.of(migration.time_zone)
    asked, unknown = blocking.counted(made.run)
    return Known(
        forecast=made.forecast,
        deadline=migration.deadline,
        price=price(terms),
        failing=_failing(engagement, made, clock.local(now).date(), at),
        blocking=asked,
        unknown=unknown,
        read_at=_read_at(made),
        late=tuple(_late(made, now, clock)),
        gate=_gate(engagement, made, now, clock, at),
        sponsor=holder(terms, "sponsor"),
        lead=holder(terms, "lead"),
    )


def price(terms: Agreed) -> str:
    """Return in a sentence what a week after the hard date costs; empty if nobody said."""
    migration = terms.migration
    if migration.missing_it_costs is None:
        return ""
    reason = migration.deadline_reason.strip().rstrip(".")
    because = f"Then {reason}; " if reason else "After that "
    money = f"{migration.missing_it_costs:,.0f}".replace(",", "\u202f")
    return f"{because}each week costs {money} {migration.currency}."


def holder(terms: Agreed, role: str) -> str:
    """Return who holds a role with its title, or that nobody is named."""
    title = role_title(role).lower()
    names = [each.name for each in terms.holders(role)]
    return f"{names[0]} ({title})" if names else f"the {title} (nobody is named)"


def _failing(
    engagement: Engagement, made: Standing, today: date, at: datetime | None
) -> tuple[Failing, ...]:
    """Return the blocking checks that fail and that nobody carries as a deviation."""
    rows = [row for row in blocking.failing(made.run) if not _carried(made.agreed, row, today)]
    first = blocking.since(made.run, {row["check_id"] for row in rows})
    fixes = {
        task.because: task.due
        for task in values(engagement, "task", at)
        if task.due and task.state in ("open", "waiting")
    }
    return tuple(
        Failing(
            row["check_id"],
            row["says"] + (f" And {row['count'] - 1} more." if row["count"] > 1 else ""),
            holder(made.agreed, AREA_OWNER[Area[row["area"].upper()]]),
            first[row["check_id"]].date() if row["check_id"] in first else None,
            row["severity"],
            fixes.get(row["check_id"]),
        )
        for row in rows
    )


def _carried(terms: Agreed, row: dict[str, Any], today: date) -> bool:
    return any(
        each.check == row["check_id"]
        and each.side in ("", row["side"])
        and today <= each.expires_on
        for each in terms.deviation
    )


def _read_at(made: Standing) -> datetime | None:
    """Return when the side that was read longest ago was read."""
    taken = [datetime.fromisoformat(each["taken_at"]) for each in made.sources]
    return min(taken, default=None)


def _late(made: Standing, now: datetime, clock: Clock) -> Iterator[Late]:
    today = clock.local(now).date()
    for kept in made.handoffs:
        yield from _late_handoff(kept, now, today, clock)
    for vendor in made.agreed.vendor:
        needed, promised = vendor.needed_on, vendor.promised_on
        if vendor.delivered_on is None and needed and (promised is None or promised > needed):
            word = f"promised {clock.day(promised)}" if promised else "gave no date"
            says = f"{vendor.name} {word} for {vendor.service}, needed {clock.day(needed)}."
            waits = f"The waves after it wait for {vendor.name}."
            days = (promised - needed).days if promised else max(0, (today - needed).days)
            yield Late(says, vendor.name, waits, "vendors", days)
    for each in made.agreed.decision:
        if each.answered_on is None and each.decide_by and each.decide_by < today:
            who = each.decider or holder(made.agreed, "sponsor")
            says = f"{each.question} Nobody decided."
            waits = f"The plan waits for {who} since {clock.day(each.decide_by)}."
            yield Late(says, who, waits, "decisions", (today - each.decide_by).days)


def _late_handoff(kept: Kept, now: datetime, today: date, clock: Clock) -> Iterator[Late]:
    ask: Handoff = kept.value
    if not (ask.unanswered(now) or ask.late(today)):
        return
    word = "is late" if ask.late(today) else "has no answer"
    says = f"{ask.what} {word}" + (f" (blocks {ask.holds})." if ask.holds else ".")
    days = (now - ask.asked_at).days
    waits = (
        f"{ask.asker} waits for {ask.party} since {clock.day(clock.local(ask.asked_at))},"
        f" {days} days."
    )
    yield Late(says, ask.party, waits, f"hand-off {kept.key}", days)


def _gate(
    engagement: Engagement, made: Standing, now: datetime, clock: Clock, at: datetime | None
) -> Gate:
    """Return the gate before the next wave, and the gates of waves that began without a go."""
    ahead, missed = Gate(), []
    signed = values(engagement, "signature", at)
    for wave in made.waves:
        starts = wave["starts_at"] and datetime.fromisoformat(wave["starts_at"])
        if not starts:
            continue
        title = f"Go or no-go of {wave_name(wave)}"
        if starts > now:
            ahead = Gate(title, clock.local(starts - GATE_BEFORE).date())
            break
        sides = {each.side for each in signed if each.go and each.gate == f"G2.w{wave['number']}"}
        if signed and not {"business", "technical"} <= sides:
            missed.append(title)
    return replace(ahead, missed=tuple(missed))


def wave_name(wave: dict[str, Any]) -> str:
    """Return what people call a wave."""
    return "the pilot" if wave["pilot"] else f"wave {wave['number']}"


def _last_known(run: Run) -> tuple[str, datetime] | None:
    """Return the last word that a run gave and that was not Unknown, with its moment."""
    earlier = runs.until(run).exclude(word=State.UNKNOWN.value).order_by("-number").first()
    return (earlier.word, earlier.at) if earlier else None
