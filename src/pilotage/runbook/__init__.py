"""Runbook: turn a wave and a template into what is done, by whom, when, and how to go back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

from pilotage.facts.engagement import Engagement
from pilotage.facts.errors import CatalogueError
from pilotage.facts.plan import Wave
from pilotage.facts.role import ROLES
from pilotage.facts.runbook import Kind, Runbook
from pilotage.runbook.lint import lint_template
from pilotage.runbook.moments import UNDATED, USUAL_HOURS, LocalWindow
from pilotage.runbook.template import TEMPLATES, Template, read_template
from pilotage.runbook.write import Wanted, write_items


def load_template(
    kind: Kind,
    *,
    checks: Collection[str],
    movers: Collection[str],
    folder: Traversable = TEMPLATES,
) -> Template:
    """Return the template of ``kind``; ``checks`` and ``movers`` are the names that exist.

    Raises:
        CatalogueError: the template cannot be read, names a check, role or mover that does not
            exist, or is unsafe; every complaint names the file and the item.
    """
    template = read_template(kind, folder)
    if found := lint_template(template, checks=checks, movers=movers):
        raise CatalogueError("\n".join(str(complaint) for complaint in found))
    return template


def write_runbook(
    wave: Wave,
    engagement: Engagement,
    kind: Kind,
    *,
    checks: Collection[str],
    movers: Collection[str],
    names: Mapping[str, str],
    last: bool = False,
) -> Runbook:
    """Load the template of ``kind`` and fill it for one wave; see both functions.

    Raises:
        CatalogueError: see ``load_template``.
    """
    template = load_template(kind, checks=checks, movers=movers)
    return fill_template(template, wave, engagement, names=names, last=last)


def fill_template(
    template: Template,
    wave: Wave,
    engagement: Engagement,
    *,
    names: Mapping[str, str],
    last: bool = False,
) -> Runbook:
    """Return the runbook of one wave; load the template once where there are many waves.

    ``names`` gives the display name of a unit; ``last`` says that no wave follows, so that the
    one-time acts of the migration (a domain, mail records, old ways in) belong to this window.
    """
    return Runbook(
        wave=wave.number,
        title=f"{'Pilot' if wave.pilot else f'Wave {wave.number}'}: {engagement.migration.name}",
        kind=Kind(template.name),
        items=write_items(template, Wanted(wave, _local_window(wave, engagement), last)),
        members=tuple(sorted(names.get(unit, unit) for unit in wave.members)),
        window=_window(wave),
        roles=tuple((role, person.name) for role in ROLES for person in engagement.holders(role)),
    )


def _local_window(wave: Wave, engagement: Engagement) -> LocalWindow:
    if wave.starts_at is None:
        return UNDATED
    ends = wave.ends_at or wave.starts_at + USUAL_HOURS
    return LocalWindow(wave.starts_at, ends, ZoneInfo(engagement.migration.time_zone))


def _window(wave: Wave) -> tuple[datetime, datetime] | None:
    if wave.starts_at is None or wave.ends_at is None:
        return None
    return wave.starts_at.astimezone(UTC), wave.ends_at.astimezone(UTC)
