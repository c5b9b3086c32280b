"""SharePoint sites, OneDrives and document libraries.

Graph names a site by host, collection and web: ``host,collection,web``. Usage reports know the
collection alone. So a site goes by its collection, and a subsite by the whole name.
Source  https://learn.microsoft.com/graph/api/resources/site
Source  https://learn.microsoft.com/graph/api/resources/drive
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.fields import FLAG, LOWER, NUMBER, TEXT, Field
from pilotage.collect.graph.objects import batch
from pilotage.facts.tables import DRIVES, SITES

SITE = {
    "site": Field("id"),
    "name": Field(("displayName", "name")),
    "url": Field("webUrl"),
}
DRIVE = {
    "drive": Field("id"),
    "kind": Field(
        "driveType",
        words={"personal": "personal", "business": "personal", "documentLibrary": "library"},
    ),
    "owner": Field(("owner/user/id", "owner/user/email"), LOWER),
    "site": Field(("sharePointIds/siteId", "parentReference/siteId")),
    "url": Field("webUrl"),
    "size_bytes": Field("quota/used", NUMBER),
}
WHOLE = r"^[^,]+,([0-9a-fA-F-]{36}),[0-9a-fA-F-]{36}$"
DEEP = r"^https?://[^/]+/(?:sites|teams)/[^/]+/.+"


@resource(
    "sites",
    contexts=("sites/sites", "sites/getAllSites", "groups/sites"),
    signs=("webUrl", "siteCollection"),
    only_here=("siteCollection", "isPersonalSite"),
)
def sites(answer: Answer) -> Iterator[Batch]:
    """Yield SITES, without the personal ones, which are drives."""
    made, kept = batch(SITES, answer, SITE, also={"isPersonalSite": FLAG})
    mine = pl.Series(
        [each.get("isPersonalSite") is True for each in kept.objects], dtype=pl.Boolean
    )
    frame = made.frame.filter(~mine)
    url = pl.col("url") if "url" in frame.columns else pl.lit(None, pl.String)
    deep = url.str.contains(DEEP).fill_null(False)
    collection = pl.when(~deep).then(collection_of("site"))
    yield replace(made, frame=frame.with_columns(site=pl.coalesce(collection, "site")))


@resource("drives", contexts=("drive",), signs=("driveType",), only_here=("driveType", "quota"))
def drives(answer: Answer) -> Iterator[Batch]:
    """Yield DRIVES."""
    made, _ = batch(DRIVES, answer, DRIVE, also={"driveType": TEXT})
    frame = made.frame
    if "site" in frame.columns:
        frame = frame.with_columns(site=pl.coalesce(collection_of("site"), "site"))
    yield replace(made, frame=frame)


def collection_of(name: str) -> pl.Expr:
    """Return the id of the site collection in a whole Graph name, null for another id."""
    return pl.col(name).str.extract(WHOLE).str.to_lowercase()
