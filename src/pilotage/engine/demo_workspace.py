"""Fill the records of a home with the demo workspace: real runs on invented exports, no network."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from pilotage.demo.workspace import Client, Person, Workspace, exports
from pilotage.engine import pipeline
from pilotage.engine.demo_gates import sign_past_gates
from pilotage.engine.demo_progress import settle
from pilotage.engine.engaged import judge_again, record_run
from pilotage.engine.pipeline import Report
from pilotage.engine.run import run
from pilotage.facts.actor import Actor
from pilotage.facts.stage import Stage
from pilotage.store import snapshots
from pilotage.store.choice import choose
from pilotage.store.clients import (
    add_engagement,
    add_user,
    engagement_named,
    folder_of,
    give_role,
    move_to_stage,
    stop_clock,
)
from pilotage.store.clock import stand_still
from pilotage.store.engagement import NAME, read
from pilotage.store.home import write_file, writing
from pilotage.store.items import save
from pilotage.store.kinds import slug as slug_of
from pilotage.store.models import Client as Recorded
from pilotage.store.models import Engagement, User
from pilotage.store.publish import publishing
from pilotage.store.standards import keep_standard

BY = Actor("demo", "cli")
BEGINS = time(9)


@dataclass(frozen=True)
class Loaded:
    """What the demo brought: its migrations, and the addresses of those who can sign in."""

    migrations: tuple[str, ...]
    people: tuple[Person, ...]


def load(home: Path, workspace: Workspace, password: str | None, report: Report) -> Loaded:
    """Put the workspace into open records; what is there already stays as it is.

    Every client is read, assessed and planned as on the first day of its migration, and judged
    again at the moment at which the clock of the demo stands. Without a ``password`` nobody can
    sign in with one.
    """
    known = set(Recorded.objects.values_list("slug", flat=True))
    made = []
    for done, client in enumerate(workspace.client):
        report("Load the demo (clients)", done, len(workspace.client))
        made.append(_client(home, workspace, client, known, report))
    for person in workspace.person:
        _person(person, password)
    for client, engagement in zip(workspace.client, made, strict=True):
        for person in workspace.at_work(client):
            _roles(person, engagement)
    for standard in workspace.standard:
        keep_standard(standard, BY)
    choose(home, workspace.chosen)
    report("Load the demo (clients)", len(made), len(made))
    return Loaded(tuple(str(each) for each in made), workspace.person)


def _client(
    home: Path, workspace: Workspace, client: Client, known: set[str], report: Report
) -> Engagement:
    """Return the migration of a client; it is made and judged where there is none."""
    slug = slug_of(client.name)[:60]
    if slug in known:
        return engagement_named(f"{slug}/{client.key}")
    made = _begun(home, workspace, client)
    _seen_now(home, workspace, client, made)
    _kept(client, made)
    move_to_stage(made, Stage(client.stage), BY)
    stop_clock(made, workspace.now, BY)
    sign_past_gates(made, workspace.now)
    stand_still(folder_of(made, home), workspace.now)
    return made


def _kept(client: Client, made: Engagement) -> None:
    """Keep what happened since the first day: moved dates, asks, answers and losses."""
    for kind in ("date_change", "handoff", "decision", "answer", "disruption", "relaxation"):
        for value in getattr(client, kind):
            save(made, kind, value, BY)


def _begun(home: Path, workspace: Workspace, client: Client) -> Engagement:
    """Read, assess and plan as on the first day of the migration, and keep that."""
    now = datetime.combine(client.starts_on, BEGINS, UTC)
    with TemporaryDirectory() as scratch:
        exported = _written(Path(scratch), workspace, client, client.starts_on)
        made = add_engagement(read(exported), BY, client=client.name, key=client.key)
        done = run(exported, folder_of(made, home), now=now, effort="quick", report=_quietly)
    record_run(done, made, home, at=now, by=BY)
    return made


def _seen_now(home: Path, workspace: Workspace, client: Client, made: Engagement) -> None:
    """Read both sides anew and judge the plan in force at the moment of the demo."""
    folder, now = folder_of(made, home), workspace.now
    with TemporaryDirectory() as scratch:
        exported = _written(Path(scratch), workspace, client, now.date())
        add_engagement(read(exported), BY, client=client.name, key=client.key)
        if not client.unread:
            _read_again(exported, folder, now)
        terms = (exported / NAME).read_bytes()
    settle(client, made, now)
    write_file(folder / NAME, terms)
    judge_again(made, folder, now=now, effort="quick", report=_quietly, by=BY)


def _read_again(exported: Path, folder: Path, now: datetime) -> None:
    """Keep a new snapshot of each side."""
    with writing(folder), publishing(folder) as stage:
        for side in ("source", "target"):
            reading = pipeline.collect([exported / side], side, now, _quietly)
            snapshots.save(reading.snapshot, stage)


def _written(scratch: Path, workspace: Workspace, client: Client, seen_on: date) -> Path:
    """Write what the client exported, and return the folder."""
    for name, content in exports(workspace, client, seen_on):
        path = scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return scratch


def _quietly(what: str, done: int, of: int) -> None:
    """Say nothing: the progress that counts is that of the clients."""


def _person(person: Person, password: str | None) -> User:
    """Return the account of a person; a password that is given counts also where it is there."""
    user = User.objects.filter(email=person.address).first()
    if user is None:
        return add_user(person.address, BY, name=person.name, password=password, owner=person.owner)
    if password:
        user.set_password(password)
        user.save(update_fields=("password",))
    return user


def _roles(person: Person, engagement: Engagement) -> None:
    """Give a person the roles at a client; the owner has every client anyway."""
    user = User.objects.get(email=person.address)
    for role in () if person.owner else person.roles:
        give_role(user, role, BY, at=engagement.client, vendor=person.company)
