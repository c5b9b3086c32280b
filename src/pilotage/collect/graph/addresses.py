"""Every address that a directory object answers to.

``proxyAddresses`` holds texts such as ``SMTP:ana@harbour.example``; a prefix in capitals marks
the primary address of its kind.
Source  https://learn.microsoft.com/graph/api/resources/user#properties
"""

from __future__ import annotations

import polars as pl

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer
from pilotage.collect.graph.fields import column
from pilotage.facts.tables import ADDRESSES

KINDS = ("smtp", "x500", "sip")


def address_batch(answer: Answer, holder: str) -> Batch:
    """Return ADDRESSES of sound objects; other kinds of address are left out.

    ``holder`` is what the objects are: user, group or contact.
    """
    held = pl.DataFrame(
        {
            "object": pl.Series(column(answer.objects, "id"), dtype=pl.String),
            "raw": pl.Series(column(answer.objects, "proxyAddresses"), dtype=pl.List(pl.String)),
        }
    ).explode("raw", empty_as_null=True)
    prefix = pl.col("raw").str.extract(r"^([A-Za-z0-9]+):")
    address = pl.col("raw").str.replace(r"^[A-Za-z0-9]+:", "").str.strip_chars()
    kind = prefix.str.to_lowercase().fill_null("smtp")
    rows = held.drop_nulls().with_columns(prefix=prefix, address=address, kind=kind)
    rows = rows.filter(pl.col("kind").is_in(KINDS), pl.col("address") != "").select(
        "object",
        pl.lit(holder).alias("holder"),
        pl.when(kind == "x500").then("address").otherwise(pl.col("address").str.to_lowercase()),
        "kind",
        (pl.col("prefix") == pl.col("prefix").str.to_uppercase()).fill_null(False).alias("primary"),
    )
    by = ["object", "address", "primary"]
    best = rows.sort(by, descending=[False, False, True]).unique(
        ["object", "address"], keep="first", maintain_order=True
    )
    return Batch(ADDRESSES, best)
