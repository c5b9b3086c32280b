"""People, duties and owners out of the records, for pages and commands alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import TypeAdapter

from pilotage.coordinate.case import Window
from pilotage.coordinate.duties import Fault, duties, faults
from pilotage.coordinate.impact import by_department
from pilotage.coordinate.owners import Held, Owned, held
from pilotage.coordinate.roster import Span, gaps
from pilotage.facts.assignment import Assignment
from pilotage.facts.errors import NotKnown
from pilotage.facts.runbook import Runbook
from pilotage.store import items
from pilotage.store.agreed import agreed
from pilotage.store.members import groups
from pilotage.store.models import Engagement, Run
from pilotage.store.owned import active_names, cannot_act, owned_items
from pilotage.store.runs import latest, section

_RUNBOOKS = TypeAdapter(tuple[Runbook, ...])


def windows_of(run: Run) -> dict[int, Window]:
    """Return the window of each wave that has one."""
    books = _RUNBOOKS.validate_python(section(run, "runbooks") or ())
    return {book.wave: book.window for book in books if book.window}


def window_named(run: Run, wave: str) -> Window:
    """Return the window of a wave such as ``w2``.

    Raises:
        NotKnown: there is no such wave, or it has no window.
    """
    known = {f"w{number}": window for number, window in windows_of(run).items()}
    name = wave.casefold() if wave.casefold().startswith("w") else f"w{wave}"
    if name in known:
        return known[name]
    raise NotKnown(f"there is no wave {wave} with a window; there is: {', '.join(known)}")


def roster_gaps(
    engagement: Engagement, now: datetime, at: datetime | None = None
) -> dict[int, tuple[Span, ...]]:
    """Return the hours that nobody covers, by each wave whose window has not ended."""
    terms = agreed(engagement, at)
    windows = windows_of(latest(engagement, at))
    return {wave: gaps(terms, span) for wave, span in windows.items() if span[1] > now}


def owners(engagement: Engagement, at: datetime | None = None) -> tuple[Held, ...]:
    """Return everything that must have an owner with who that is, orphans first."""
    run = latest(engagement, at)
    owned = [Owned(*row) for row in owned_items(engagement)]
    return held(
        owned,
        agreed(engagement, at),
        directory=active_names(run, {each.owner for each in owned}),
        cannot_act=cannot_act(run),
        answers=items.values(engagement, "ownership", at),
    )


def table_of_duties(
    engagement: Engagement, now: datetime, at: datetime | None = None
) -> tuple[tuple[Assignment, ...], tuple[Fault, ...]]:
    """Return who does what, and what is wrong with it for the windows that lie ahead."""
    table = duties(items.values(engagement, "assignment", at))
    windows = windows_of(latest(engagement, at)).values()
    ahead = [window for window in windows if window[1] > now]
    return table, faults(table, agreed(engagement, at), ahead)


def people_by_department(
    engagement: Engagement, at: datetime | None = None
) -> Mapping[str, Mapping[int, int]]:
    """Return how many people of each department each wave moves."""
    try:
        return by_department(groups(latest(engagement, at)))
    except NotKnown:
        return {}
