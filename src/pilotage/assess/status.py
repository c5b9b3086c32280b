"""Status: one word by fixed rules, and at most three reasons that say who waits for whom.

The rules, worst first. Off track: the chance of the hard date is under 50 %, a blocking check
fails within seven days of its gate and no fix is dated before it, or the date or a gate was
missed. Unknown: nothing was read for 24 hours, or more than a quarter of the blocking checks is
unknown. At risk: the chance is under 80 %, a blocking check fails with a dated fix, an ask is
late, or more than 5 % of the blocking checks are unknown. Else On track. A failing check more
than seven days before its gate does not move the word; it is counted all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pilotage.facts.clock import Clock, lasting
from pilotage.facts.forecast import Forecast
from pilotage.facts.readiness import State

SURE, LIKELY = 0.8, 0.5
FEW_UNKNOWN, MANY_UNKNOWN = 0.05, 0.25
NEAR = timedelta(days=7)
FRESH = timedelta(hours=24)
REASONS = 3


@dataclass(frozen=True)
class Reason:
    """Why the word is what it is: ``who`` must act, and ``waits`` says who waits since when.

    ``word`` is what the reason alone would make of the status; ``effect`` orders reasons of the
    same word, larger first. ``source`` says what the statement rests on.
    """

    word: State
    says: str
    who: str
    waits: str
    basis: str
    source: str
    effect: float = 0.0

    @property
    def lead(self) -> str:
        """Return the first sentence of what is said; it is what people must see."""
        first, stop, _ = self.says.partition(". ")
        return first + stop.strip()

    @property
    def rest(self) -> str:
        """Return what is said after the first sentence."""
        return self.says.partition(". ")[2]


@dataclass(frozen=True)
class Failing:
    """A blocking check that fails: who owns its area, since when, and when a fix is dated."""

    check: str
    says: str
    who: str
    since: date | None
    severity: int
    fix_on: date | None = None


@dataclass(frozen=True)
class Late:
    """An ask that is late: of whom, what waits for it, since when, and in how many days' debt."""

    says: str
    who: str
    waits: str
    source: str
    days: int


@dataclass(frozen=True)
class Gate:
    """The gate that comes next, and on which day; ``missed`` names gates that were not held."""

    title: str = ""
    on: date | None = None
    missed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What a status is made from. ``read_at`` is when something was last read, if ever.

    ``blocking`` is how many blocking checks apply, ``unknown`` how many of them have no answer.
    ``sponsor`` and ``lead`` are names with their role.
    """

    forecast: Forecast | None
    deadline: date | None
    price: str
    failing: Sequence[Failing]
    blocking: int
    unknown: int
    read_at: datetime | None
    late: Sequence[Late]
    gate: Gate
    sponsor: str
    lead: str


@dataclass(frozen=True)
class Status:
    """The word and its reasons. ``last`` is the word before a status became unknown, and when."""

    state: State
    reasons: tuple[Reason, ...]
    last: tuple[str, datetime] | None = None


def status(
    known: Known, now: datetime, clock: Clock, last: tuple[str, datetime] | None = None
) -> Status:
    """Return the status by the rules above; ``last`` is the last word that was known."""
    found = [
        *_of_date(known, clock.local(now).date(), clock),
        *_of_gates(known, clock),
        *_of_checks(known, clock.local(now).date(), clock),
        *_of_reading(known, now, clock),
        *_of_asks(known.late),
    ]
    words = list(State)
    found.sort(key=lambda each: (words.index(each.word), -each.effect, each.says))
    state = found[0].word if found else State.ON_TRACK
    return Status(state, tuple(found[:REASONS]), last if state is State.UNKNOWN else None)


def _of_date(known: Known, today: date, clock: Clock) -> Iterator[Reason]:
    """Yield what the deadline and the chance of making it say."""
    deadline, found = known.deadline, known.forecast
    if deadline is None:
        return
    day = clock.day(deadline)
    waits = f"The plan waits for {known.sponsor}."
    if deadline < today:
        says = f"The hard date was {day}, {(today - deadline).days} days ago. {known.price}".strip()
        yield Reason(State.OFF_TRACK, says, known.sponsor, waits, "measured", "agreed date", 9)
    elif found is not None and (chance := found.p_by_deadline) is not None and chance < SURE:
        word = State.AT_RISK if chance >= LIKELY else State.OFF_TRACK
        says = f"Chance of {day} is {chance:.0%}, we want {SURE:.0%}. {known.price}".strip()
        source = f"{found.runs:,} simulated runs, seed {found.seed}"
        yield Reason(word, says, known.sponsor, waits, "computed", source, 5 + SURE - chance)


def _of_gates(known: Known, clock: Clock) -> Iterator[Reason]:
    for title in known.gate.missed:
        says = f"{title} was due and nobody decided; silence means no-go."
        waits = f"Everybody in it waits for {known.sponsor}."
        yield Reason(State.OFF_TRACK, says, known.sponsor, waits, "measured", "gates", 6)


def _of_checks(known: Known, today: date, clock: Clock) -> Iterator[Reason]:
    """Yield the failing blocking checks that are near their gate, the gravest first."""
    gate = known.gate
    if gate.on is None or gate.on - today > NEAR:
        return
    for each in known.failing:
        dated = each.fix_on is not None and each.fix_on <= gate.on
        word = State.AT_RISK if dated else State.OFF_TRACK
        fix = f"A fix is dated {clock.day(each.fix_on)}." if dated else "No fix is dated."
        since = f" since {clock.day(each.since)}" if each.since else ""
        waits = f"{gate.title} on {clock.day(gate.on)} waits for {each.who}{since}. {fix}"
        yield Reason(word, each.says, each.who, waits, "measured", each.check, each.severity)


def _of_reading(known: Known, now: datetime, clock: Clock) -> Iterator[Reason]:
    """Yield what is not known: nothing read for long, or too many questions open."""
    waits = f"Everybody waits for {known.lead}."
    age = None if known.read_at is None else now - known.read_at
    if age is None or age > FRESH:
        when = "Nothing was read yet." if age is None else f"Nothing was read for {lasting(age)}."
        says = f"{when} What was known may have changed."
        yield Reason(State.UNKNOWN, says, known.lead, waits, "unknown", "sources", 9)
    share = known.unknown / known.blocking if known.blocking else 1.0
    if share > FEW_UNKNOWN:
        word = State.UNKNOWN if share > MANY_UNKNOWN else State.AT_RISK
        says = f"{known.unknown} of {known.blocking} blocking checks have no answer."
        yield Reason(word, says, known.lead, waits, "computed", "newest run", share)


def _of_asks(late: Iterable[Late]) -> Iterator[Reason]:
    for each in late:
        effect = 1 + min(each.days, 99) / 100
        yield Reason(
            State.AT_RISK, each.says, each.who, each.waits, "measured", each.source, effect
        )
