"""Mail records may be cached for an hour at most.

Why     After the switch the world keeps sending to the old place for as long as the old answer may
        be cached, and going back takes as long again.
Fix     Lower the TTL of MX and autodiscover to 300 seconds, at least one old TTL before the
        switch. Raise it again after the last wave.
Source  https://www.rfc-editor.org/rfc/rfc2181#section-8
"""

from collections.abc import Iterator

import polars as pl

from pilotage.assess import check
from pilotage.assess.judgement import Words, conclude
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS

MOST_SECONDS = 3600

WORDS = Words(
    things="MX and autodiscover records",
    wrong="may be cached for more than an hour",
    right="may be cached for an hour at most",
    unsure="came without their TTL",
    name=("name",),
)


@check(
    "dns.ttl_low_before_switch",
    area=Area.DEPENDENCIES,
    severity=Severity.LOW,
    needs=[DNS_RECORDS.needs("ttl_seconds")],
    sides=["source"],
)
def ttl_low_before_switch(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield one finding over the records that a mail switch changes."""
    switched = (pl.col("type") == "MX") | pl.col("name").str.starts_with("autodiscover.")
    rows = snapshot[DNS_RECORDS].filter(switched, DNS_RECORDS.exists())
    long = pl.col("ttl_seconds") > MOST_SECONDS
    yield conclude(snapshot.tenant, rows, long, WORDS, expected=True)
