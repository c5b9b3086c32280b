"""Places that Conditional Access knows by name.

Source  https://learn.microsoft.com/graph/api/resources/namedlocation
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.fields import FLAG, OBJECTS, TEXT, TEXTS, Field
from pilotage.collect.graph.objects import batch, children
from pilotage.collect.graph.sound import sound
from pilotage.facts.tables import NAMED_LOCATIONS

LOCATION = {
    "location": Field("id"),
    "name": Field("displayName"),
    "trusted": Field("isTrusted", FLAG),
    "countries": Field("countriesAndRegions", TEXTS),
    "includes_unknown": Field("includeUnknownCountriesAndRegions", FLAG),
}


@resource(
    "namedLocations",
    contexts=("conditionalAccess/namedLocations", "identity/conditionalAccess/namedLocations"),
    signs=("isTrusted", "ipRanges", "countriesAndRegions", "displayName"),
    only_here=("ipRanges", "countriesAndRegions"),
)
def named_locations(answer: Answer) -> Iterator[Batch]:
    """Yield NAMED_LOCATIONS."""
    made, kept = batch(NAMED_LOCATIONS, answer, LOCATION, also={"ipRanges": OBJECTS})
    address = {"range": Field(("cidrAddress", "cidr"), TEXT)}
    spans, refused = sound(children(kept, "ipRanges"), address, keys=())
    ranges: dict[str, list[str]] = {each["id"]: [] for each in kept.objects}
    for owner, span in zip(spans.parents, spans.objects, strict=True):
        ranges[owner] += [text for text in (span.get("cidrAddress"), span.get("cidr")) if text]
    by_row = [ranges[each["id"]] for each in kept.objects]
    kinds = ["country" if "countriesAndRegions" in each else "ip" for each in kept.objects]
    whole = made.frame.with_columns(
        ranges=pl.Series(by_row, dtype=pl.List(pl.String)), kind=pl.Series(kinds, dtype=pl.String)
    )
    yield Batch(NAMED_LOCATIONS, whole, (*made.refused, *refused))
