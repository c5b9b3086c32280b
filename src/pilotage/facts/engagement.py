"""What people agreed about one migration: the values of ``engagement.toml``.

Every name here is a key of that file: ``[migration]`` is a table, ``[[window]]`` a list of
tables. Days are dates; moments carry their offset or are read in ``migration.time_zone``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from pilotage.facts.limit import OwnLimit
from pilotage.facts.runbook import Kind
from pilotage.facts.signed import Attestation, Deviation, Exclusion, NotApplicable
from pilotage.facts.wishes import Before, Blocked, Pin, Together

DriverKind = Literal[
    "", "merger", "compliance", "office move", "contract", "cybersecurity", "end of support"
]
"""Kinds of reasons that set a date; empty where nobody said."""

DRIVER_KINDS: tuple[DriverKind, ...] = get_args(DriverKind)


@dataclass(frozen=True)
class Target:
    """A measured outcome: what gets better, where its state before was read, and the goal."""

    outcome: str
    baseline: str = ""
    target: str = ""


@dataclass(frozen=True)
class Migration:
    """Why it happens, until when, and what it costs to be late.

    ``starts_on`` is day 0 of the plan. ``missing_it_costs`` is money per week of delay.
    ``outcomes`` are sentences; ``targets`` say how each is measured.
    """

    name: str
    client: str
    kind: Kind
    starts_on: date
    deadline: date | None = None
    deadline_reason: str = ""
    missing_it_costs: float | None = None
    currency: str = "EUR"
    time_zone: str = "UTC"
    driver: str = ""
    outcomes: tuple[str, ...] = ()
    demo: bool = False
    driver_kind: DriverKind = ""
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Environment:
    """Source or target: its name, and the exports and live systems that describe it.

    Paths of files and folders are seen from the folder of ``engagement.toml``. ``connections``
    are names in the home folder; they are read anew by every run.
    """

    name: str
    exports: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True)
class Capacity:
    """What one change window and the help desk can carry; None is unbounded.

    ``tickets_per_person`` is how many tickets one moved person is expected to open in the
    first days; ``minutes_per_ticket`` is what one costs an agent. ``link`` names the link of
    ``network_links`` that everything passes through: its speed counts where no gigabytes are
    given.
    """

    people_per_window: int | None = None
    gb_per_window: float | None = None
    link: str = ""
    helpdesk_hours_per_week: float | None = None
    helpdesk_agents: int | None = None
    tickets_per_person: float = 0.4
    minutes_per_ticket: float = 25


@dataclass(frozen=True)
class Window:
    """A change window: when it starts, how long it is, and what it can carry if not as usual."""

    starts: datetime
    hours: float
    people: int | None = None
    gb: float | None = None


@dataclass(frozen=True)
class Freeze:
    """Days, both ends included, on which a department must not be moved; ``*`` is everyone."""

    department: str
    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True)
class Pilot:
    """Wishes for the pilot wave; ``people`` are sign-in names that should be in it."""

    min_people: int = 3
    max_people: int = 12
    people: tuple[str, ...] = ()
    not_people: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """Somebody with a role. ``accepted_on`` is when the person said yes to it.

    ``hours_per_week`` are worked in all, ``bau_hours`` of them on day-to-day business.
    """

    name: str
    roles: tuple[str, ...]
    address: str = ""
    phone: str = ""
    department: str = ""
    backup: str = ""
    hours_per_week: float | None = None
    accepted_on: date | None = None
    away: tuple[date, ...] = ()
    bau_hours: float | None = None


@dataclass(frozen=True)
class Department:
    """What a department told us about itself."""

    name: str
    head: str = ""
    champion: str = ""
    impact: str = ""
    confirmed_on: date | None = None


@dataclass(frozen=True)
class Vendor:
    """Somebody outside who must deliver. Dates are promised, needed and really kept."""

    name: str
    service: str
    contact: str = ""
    out_of_hours: str = ""
    needed_on: date | None = None
    promised_on: date | None = None
    delivered_on: date | None = None
    window_confirmed_on: date | None = None
    contract_ends_on: date | None = None


@dataclass(frozen=True)
class Service:
    """A business service. RTO and RPO are in hours, signed by its owner."""

    name: str
    owner: str = ""
    departments: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    critical: bool = False
    rto_hours: float | None = None
    rpo_hours: float | None = None
    signed_on: date | None = None
    restored_on: date | None = None


@dataclass(frozen=True)
class Journey:
    """Something a department must be able to do, tested by a real person."""

    name: str
    department: str
    tester: str = ""
    critical: bool = True
    workaround: str = ""
    tested_on: date | None = None
    result: Literal["", "passed", "failed"] = ""


@dataclass(frozen=True)
class Message:
    """A planned message: to whom, when seen from T-0, on which channel, and who approved it."""

    title: str
    audience: str
    days: int
    channel: str = "mail"
    approved_by: str = ""
    sent_on: date | None = None
    reached_percent: float | None = None


@dataclass(frozen=True)
class Duty:
    """Who answers in a stretch of the support roster."""

    starts: datetime
    hours: float
    primary: str
    backup: str = ""


@dataclass(frozen=True)
class Option:
    """One answer that is possible, what it costs once in money, and what follows from it."""

    answer: str
    price: float | None = None
    effect: str = ""


@dataclass(frozen=True)
class Decision:
    """A question that somebody must answer by a day.

    ``delay_costs`` is money per week of waiting; ``default`` is the answer that holds when the
    time is over in silence. ``asked_at`` and ``answered_at`` are the moments between which the
    answer was waited for, ``answered_by`` who gave it.
    """

    question: str
    decider: str = ""
    decide_by: date | None = None
    answered_on: date | None = None
    answer: str = ""
    option: tuple[Option, ...] = ()
    recommendation: str = ""
    delay_costs: float | None = None
    default: str = ""
    why: str = ""
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    answered_by: str = ""


@dataclass(frozen=True)
class Document:
    """A document of the handover pack."""

    title: str
    owner: str = ""
    reviewed_on: date | None = None


@dataclass(frozen=True)
class Engagement:
    """The whole file."""

    migration: Migration
    source: Environment
    target: Environment
    capacity: Capacity = field(default_factory=Capacity)
    pilot: Pilot = field(default_factory=Pilot)
    window: tuple[Window, ...] = ()
    freeze: tuple[Freeze, ...] = ()
    person: tuple[Person, ...] = ()
    department: tuple[Department, ...] = ()
    vendor: tuple[Vendor, ...] = ()
    service: tuple[Service, ...] = ()
    journey: tuple[Journey, ...] = ()
    message: tuple[Message, ...] = ()
    duty: tuple[Duty, ...] = ()
    decision: tuple[Decision, ...] = ()
    document: tuple[Document, ...] = ()
    attestation: tuple[Attestation, ...] = ()
    deviation: tuple[Deviation, ...] = ()
    exclusion: tuple[Exclusion, ...] = ()
    not_applicable: tuple[NotApplicable, ...] = ()
    pin: tuple[Pin, ...] = ()
    together: tuple[Together, ...] = ()
    before: tuple[Before, ...] = ()
    blocked: tuple[Blocked, ...] = ()
    limit: tuple[OwnLimit, ...] = ()
    emergency_accounts: tuple[str, ...] = ()
    vips: tuple[str, ...] = ()

    def holders(self, role: str) -> tuple[Person, ...]:
        """Return the people who hold ``role``, in the order of the file."""
        return tuple(person for person in self.person if role in person.roles)
