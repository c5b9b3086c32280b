"""What a run keeps about dependencies: the map as a picture, and how much of it is explained."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter

from pilotage.assess.agreed.used_applications import used_applications
from pilotage.dependencies.picture import GROUPINGS, Picture, picture
from pilotage.facts.tables import APPLICATIONS, SIGN_INS
from pilotage.handover.material import Material

MOST_APPLICATIONS = 500
"""So many applications are listed; the sums are over all of them."""

_PICTURE, _ROWS = TypeAdapter(Picture), TypeAdapter(list[dict[str, Any]])


def dependency_sections(material: Material) -> Iterator[tuple[str, Any]]:
    """Yield the name and the document of each section."""
    yield (
        "dependency_map",
        {
            by: _PICTURE.dump_python(picture(material.graph, material.placed(), by), mode="json")
            for by in GROUPINGS
        },
    )
    yield "sign_in_coverage", sign_in_coverage(material)


def sign_in_coverage(material: Material) -> dict[str, Any]:
    """Return how many observed sign-ins go to applications that the map knows.

    ``percent`` is None where that cannot be said; ``unknown`` then says why.
    """
    source, engagement = material.situation.source, material.situation.engagement
    if source is None or engagement is None:
        return _nothing("the source or the engagement file was not read")
    needs = (SIGN_INS.needs("application", "count"), APPLICATIONS)
    if gap := "; ".join(filter(None, (source.missing(need) for need in needs))):
        return _nothing(gap)
    used = used_applications(source, engagement)
    total = int(used["sign_ins"].sum())
    explained = int(used.filter("listed")["sign_ins"].sum())
    return {
        "sign_ins": total,
        "explained": explained,
        "percent": round(100 * explained / total, 1) if total else None,
        "unknown": "" if total else "no sign-in was read",
        "applications": _ROWS.dump_python(used.head(MOST_APPLICATIONS).to_dicts(), mode="json"),
    }


def _nothing(why: str) -> dict[str, Any]:
    return {"sign_ins": 0, "explained": 0, "percent": None, "unknown": why, "applications": []}
