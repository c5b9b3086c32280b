"""No domain has two SPF or two DMARC records.

Why     Receivers treat two SPF records as an error and two DMARC records as none, so the second
        one, added for the target, switches the protection off.
Fix     Merge the senders of source and target into one record before the first wave.
Source  https://www.rfc-editor.org/rfc/rfc7208#section-4.5
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.baseline.mail_records import RECORD, dmarc, spf
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS, DOMAINS

WORDS = Words(
    things="SPF and DMARC entries",
    wrong="consist of several records",
    right="consist of one record",
    unsure="were not asked for",
    name=("name",),
)


@check(
    "dns.mail_records_single",
    area=Area.IDENTITY,
    severity=Severity.MEDIUM,
    needs=[DOMAINS, DNS_RECORDS],
)
def mail_records_single(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding; a missing record is the matter of the checks of SPF and DMARC."""
    kinds = {"spf": spf(snapshot), "dmarc": dmarc(snapshot)}
    found = [each.records for its in kinds.values() for each in its]
    unasked = [(each.domain, kind) for kind, its in kinds.items() for each in its if not each.asked]
    every = pl.concat([pl.DataFrame(schema=RECORD), *found]).unique()
    rows = (
        every.with_columns(
            kind=pl.when(pl.col("name").str.starts_with("_dmarc."))
            .then(pl.lit("dmarc"))
            .otherwise(pl.lit("spf"))
        )
        .group_by("name", "kind")
        .agg(records=pl.len(), values=pl.col("text").sort())
    )
    unknown = pl.DataFrame(unasked, schema=("name", "kind"), orient="row")
    whole = pl.concat([rows, unknown], how="diagonal_relaxed").sort("name", "kind")
    yield conclude(snapshot.tenant, whole, pl.col("records") > 1, WORDS)
