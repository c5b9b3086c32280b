"""One check: why it is asked, what was found with its evidence, and what people can sign."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from pilotage.assess import CHECKS, Check
from pilotage.engine.readiness import findings_of
from pilotage.facts.errors import NotKnown
from pilotage.store.access import Scope
from pilotage.store.evidence import CHECK, About, files
from pilotage.store.findings import finding_at
from pilotage.store.items import Kept, items
from pilotage.store.runs import latest
from pilotage.store.signer import names_of
from pilotage.web.listing import Column, Listing, listing
from pilotage.web.page import page
from pilotage.web.scope import engagement_for

EXCUSED_DAYS = 30
"""A deviation lasts so many days at most; then somebody has to look at it again."""

KINDS = {"attestation": "check", "deviation": "check", "not_applicable": "rule"}
"""What people can sign about a check, and which part of it names the check."""


def check_named(name: str) -> Check:
    """Return a check by its id.

    Raises:
        NotKnown: there is none of that id.
    """
    try:
        return CHECKS.load()[name]
    except KeyError:
        raise NotKnown(f"there is no check {name}") from None


@require_GET
def check(request: HttpRequest, client: str, migration: str, check: str) -> HttpResponse:
    """Show one check."""
    scope = engagement_for(request, client, migration)
    known = check_named(check)
    run = latest(scope.engagement, scope.at)
    found = findings_of(scope.engagement, scope.now, scope.at, check=check)
    positions = [each.position for each in found]
    asked = {str(each): each for each in positions}
    shown = asked.get(request.GET.get("finding", ""), next(iter(positions), None))
    evidence = finding_at(run, shown) if shown is not None else None
    today = scope.now.date()
    return page(
        request,
        "readiness/check.html",
        part="parts/listing.html",
        check=known,
        title=known.page.title,
        why=known.page["Why"],
        fix=known.page["Fix"],
        source=known.page["Source"],
        area=known.area.name.lower(),
        area_title=known.area.value.capitalize(),
        run=run,
        found=found,
        shown=shown,
        evidence=evidence,
        listing=_evidence(request, evidence) if evidence else None,
        signed=_signed(scope, check),
        today=today,
        attest_until=today + timedelta(days=known.attest_days),
        excuse_until=today + timedelta(days=EXCUSED_DAYS),
        may={each: scope.may(each) for each in KINDS},
        me=names_of(scope)[0],
        evidence_files=files(scope.engagement, About(CHECK, check), scope.at),
        may_hand_in=scope.may("evidence"),
    )


def _evidence(request: HttpRequest, finding: dict[str, Any]) -> Listing:
    """Return the rows that a finding rests on, as a list."""
    rows = finding["sample"]
    names = list(dict.fromkeys(name for row in rows for name in row))
    lists = {name for row in rows for name, value in row.items() if isinstance(value, list)}
    columns = [
        Column(name, name.replace("_", " ").capitalize(), "chips" if name in lists else "text")
        for name in names
    ]
    says = "The finding rests on no row: it says that something is absent."
    caption = f"Evidence ({finding['side']})"
    if finding["rows"] > len(rows):
        caption += f", the first {len(rows)} of {finding['rows']:,} rows; the report has all"
    return listing(
        request, "evidence", caption, columns or [Column("none", "Rows")], rows, empty=says
    )


def _signed(scope: Scope, check: str) -> list[tuple[str, Kept, bool]]:
    """Return what people have signed about a check, and whether the person may take it back."""
    return [
        (kind, each, scope.may(kind))
        for kind, part in KINDS.items()
        for each in items(scope.engagement, kind, scope.at)
        if getattr(each.value, part) == check
    ]
