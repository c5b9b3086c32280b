"""Every client against a standard: the newest findings of each, read and never judged anew."""

from __future__ import annotations

from collections.abc import Sequence

from pilotage.coordinate.standards import Alignment, Judged, align
from pilotage.facts.standard import Standard
from pilotage.store.across import findings_of_each
from pilotage.store.models import Engagement
from pilotage.store.runs import newest_of_each


def alignments(standard: Standard, engagements: Sequence[Engagement]) -> tuple[Alignment, ...]:
    """Return how each client stands, the one with most failures first."""
    runs = newest_of_each(engagements)
    found = findings_of_each(runs.values(), standard.checks, standard.side)
    made = [
        align(
            standard,
            each.client.name,
            str(each),
            (
                Judged(row["check_id"], row["outcome"], row["title"], row["says"], row["side"])
                for row in (found[runs[each.pk].pk] if each.pk in runs else ())
            ),
        )
        for each in engagements
    ]
    return tuple(sorted(made, key=_worst_first))


def _worst_first(each: Alignment) -> tuple[int, int, str]:
    return -each.count("failed"), -each.count("not_assessed"), each.migration
