"""Runs: keep what was computed, and show it again as of any moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet

from pilotage.facts.actor import Actor
from pilotage.facts.errors import NotKnown
from pilotage.store import audit
from pilotage.store.models import Engagement, FoundRow, MemberRow, Run, Section

CHUNK = 2_000
"""So many rows are written in one statement."""

DIGITS = 8
MOST_VERSIONS = 100
"""So many plans are listed, the newest first."""


@dataclass(frozen=True)
class Computed:
    """What a run brings: documents by the name of their section, and rows to filter and page."""

    kind: str
    word: str
    sections: Mapping[str, Any]
    findings: tuple[FoundRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    folder: str = ""
    digest: str = ""


def keep(engagement: Engagement, computed: Computed, at: datetime, by: Actor) -> Run:
    """Keep a run whole, or not at all."""
    with transaction.atomic():
        last = engagement.runs.select_for_update().order_by("-number").first()
        run = Run.objects.create(
            engagement=engagement,
            number=last.number + 1 if last else 1,
            at=at,
            kind=computed.kind,
            by=by.who,
            word=computed.word,
            folder=computed.folder,
            digest=computed.digest,
        )
        Section.objects.bulk_create(
            Section(run=run, name=name, document=document)
            for name, document in computed.sections.items()
            if document is not None
        )
        _write(FoundRow, computed.findings, run)
        _write(MemberRow, computed.members, run)
        after = {"kind": run.kind, "word": run.word, "findings": len(computed.findings)}
        audit.write(engagement, by, "computed", ("run", str(run.number)), after=after)
    return run


def tell(run: Run, word: str, status: Any) -> Run:
    """Add the status to a run that is being kept; nobody calls it on one that others have seen."""
    run.word = word
    run.save(update_fields=("word",))
    Section.objects.create(run=run, name="status", document=status)
    return run


def _write(model: Any, rows: Iterable[Any], run: Run) -> None:
    listed = list(rows)
    for row in listed:
        row.run = run
    model.objects.bulk_create(listed, batch_size=CHUNK)


def latest(engagement: Engagement, at: datetime | None = None, *, kind: str = "") -> Run:
    """Return the run that counts now, or counted ``at`` a moment.

    Raises:
        NotKnown: nothing was computed until then.
    """
    found = engagement.runs.all()
    found = found.filter(kind=kind) if kind else found
    found = found.filter(at__lte=at) if at else found
    if run := found.order_by("-number").first():
        return run
    raise NotKnown(f"nothing was computed for {engagement} yet; start with: pilotage run")


def until(run: Run) -> QuerySet[Run]:
    """Return every run of the same engagement up to this one."""
    return Run.objects.filter(engagement_id=run.engagement_id, number__lte=run.number)


def section(run: Run, name: str) -> Any:
    """Return the document of a section, None where the run has none."""
    found = run.sections.filter(name=name).values_list("document", flat=True)
    return found.first()


def sections(run: Run, names: Iterable[str]) -> dict[str, Any]:
    """Return several sections by name, in one query."""
    return dict(run.sections.filter(name__in=names).values_list("name", "document"))


def newest_of_each(engagements: Iterable[Engagement]) -> dict[int, Run]:
    """Return the newest run of each engagement, by the engagement's id, in two queries."""
    newest = (
        Run.objects.filter(engagement__in=list(engagements))
        .values("engagement")
        .annotate(last=Max("id"))
        .values("last")
    )
    return {run.engagement_id: run for run in Run.objects.filter(pk__in=newest)}


def numbered(engagement: Engagement, number: str) -> Run | None:
    """Return the run of a number that stands as text in an address, None where there is none."""
    if not number.isdecimal() or len(number) > DIGITS:
        return None
    return engagement.runs.filter(number=int(number)).first()


def planned(engagement: Engagement, at: datetime | None = None) -> list[dict[str, Any]]:
    """Return each run that has a plan, the newest first.

    Keys: ``number``, ``at``, ``by``, ``kind``, ``waves`` that move anybody and ``cost``.
    """
    found = Section.objects.filter(run__engagement=engagement, name="plan")
    found = found.filter(run__at__lte=at) if at else found
    rows = found.order_by("-run__number").values_list(
        "run__number", "run__at", "run__by", "run__kind", "document"
    )
    return [
        {
            "number": number,
            "at": when,
            "by": by,
            "kind": kind,
            "waves": len(plan["waves"]),
            "cost": plan["objective"]["total"],
        }
        for number, when, by, kind, plan in rows[:MOST_VERSIONS]
    ]
