"""What DNS says about the mail of each domain, as an export or as DNS itself told it.

An export of ScubaGear lists the mail domains and the answers to its own questions; where there is
none, the verified domains and the records that were read from DNS count. A name of the latter was
asked when it has a TXT record, or a row that says that it has none; any other is unknown. That a
domain has no DMARC record is known once the names above it were asked too, up to the last one that
can be the organisation's own; rooms have no list of public suffixes, so ``SHARED`` tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import polars as pl

from pilotage.assess.baseline import Export, Thing, texts
from pilotage.assess.baseline.exported import flag, word
from pilotage.facts.finding import Finding, Outcome, not_assessed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS, DOMAINS

ROUTING = ".mail.onmicrosoft.com"
"""Suffix of routing domains in Microsoft's own zone, where nobody can publish DMARC:
https://learn.microsoft.com/exchange/hybrid-deployment/hybrid-deployment-prerequisites"""

SPF_TEXT = r"(?i)^v=spf1(\s|$)"
DMARC_TEXT = r"(?i)^v\s*=\s*DMARC1\s*(;|$)"
SHARED = r"[^.]{1,3}\.[^.]{2}|(.+\.)?onmicrosoft\.[^.]+|(.+\.)?onmschina\.cn"
"""Domains under which several organisations have theirs, such as co.uk; a longer one counts as an
organisation's own, and so does one that a table of the snapshot speaks of."""

EXPORTED = {
    "spf_records": "Get-ScubaSpfRecord",
    "dmarc_records": "Get-ScubaDmarcRecord",
    "dkim_records": "Get-ScubaDkimRecord",
}
"""Areas of an export that hold answers, with the command that asked."""

RECORD = {"domain": pl.String, "name": pl.String, "text": pl.String}


@dataclass(frozen=True)
class MailDomain:
    """A domain, whether DNS was asked about it, and the records that were found.

    ``found_at`` is the domain whose record applies: itself, or a parent that it inherits from.
    ``judged`` is what an export itself concluded, having followed redirects; None if nothing.
    """

    domain: str
    asked: bool
    records: pl.DataFrame = field(compare=False)
    found_at: str
    judged: bool | None = None

    @property
    def values(self) -> list[str]:
        """Return the text of the records, in a stable order."""
        return self.records["text"].sort().to_list()


Answer = tuple[Outcome, str]
"""What a check concludes of one domain, as a full sentence."""


def by_domain(
    snapshot: Snapshot,
    area: str,
    read: Callable[[Snapshot], list[MailDomain]],
    judge: Callable[[MailDomain], Answer],
) -> Iterator[Finding]:
    """Yield what ``judge`` concludes of each domain; without answers nothing is assessed."""
    if gap := unread(snapshot, area):
        yield not_assessed(snapshot.tenant, gap)
        return
    found, lost = read(snapshot), _lost(snapshot, area)
    if not found:
        yield not_assessed(snapshot.tenant, "no verified domain of the house was read")
    for each in found:
        outcome, says = judge(each)
        if not each.asked:
            yield not_assessed(each.domain, f"DNS was not asked about {each.domain}")
        elif lost and outcome is Outcome.PASSED:
            yield not_assessed(each.domain, lost)
        else:
            yield Finding(outcome, says, each.domain, each.records)


def unread(snapshot: Snapshot, area: str) -> str:
    """Say why neither an export nor DNS tells of ``area``, or return an empty string."""
    export = Export(snapshot)
    if export.has(area):
        return export.gap([area], [EXPORTED[area]])
    gaps = [gap for table in (DOMAINS, DNS_RECORDS) if (gap := snapshot.missing(table))]
    return "; ".join(gaps)


def _lost(snapshot: Snapshot, area: str) -> str:
    """Say which rows were refused that could have told more, or return an empty string."""
    if Export(snapshot).has(area):
        return ""
    return "; ".join(why for table in (DOMAINS, DNS_RECORDS) if (why := snapshot.lost(table)))


def spf(snapshot: Snapshot) -> list[MailDomain]:
    """Return each mail domain with the SPF records at its own name."""
    records = _records(snapshot, "spf_records", "").filter(pl.col("text").str.contains(SPF_TEXT))
    asked, listed = _asked(snapshot, "", "spf_records")
    judged = {
        name: flag(thing, "compliant")
        for thing in Export(snapshot).objects("spf_records")
        if (name := _domain(thing))
    }
    found = [_look_up(records, [name], "", name in asked, judged.get(name)) for name in listed]
    return _due(snapshot, found)


def dmarc(snapshot: Snapshot) -> list[MailDomain]:
    """Return each mail domain with the DMARC records that apply, its own or inherited."""
    ours = pl.col("text").str.contains(DMARC_TEXT)
    records = _records(snapshot, "dmarc_records", "_dmarc.").filter(ours)
    asked, listed = _asked(snapshot, "_dmarc.", "dmarc_records", "spf_records")
    names = [name for name in listed if not name.endswith(ROUTING)]
    known = asked if Export(snapshot).has("dmarc_records") else _known(snapshot, asked)
    found = [_look_up(records, _lineage(name), "_dmarc.", name in known) for name in names]
    return _due(snapshot, found)


def tags(value: str) -> dict[str, str]:
    """Return the tags of a DMARC record, names and values in lower case."""
    return {
        name.lower(): text.strip().lower()
        for name, text in re.findall(r"(?:^|;)\s*(\w+)\s*=\s*([^;]*)", value)
    }


def addresses(record: dict[str, str], tag: str) -> set[str]:
    """Return the mail addresses that ``tag`` of a record asks to report to.

    A size limit after an exclamation mark is no part of an address:
    https://www.rfc-editor.org/rfc/rfc7489#section-6.2
    """
    reports = re.findall(r"mailto:\s*([^,\s]+)", record.get(tag, ""))
    return {address.partition("!")[0] for address in reports}


def exported_domains(export: Export, *areas: str) -> list[str]:
    """Return the domains that ``areas`` speak of, in lower case and in order."""
    names = {_domain(thing) for area in areas for thing in export.objects(area)}
    return sorted(name for name in names if name)


def _asked(snapshot: Snapshot, prefix: str, *areas: str) -> tuple[set[str], list[str]]:
    """Return the domains of which DNS was asked at ``prefix``, and the domains to judge.

    A domain that is not verified cannot carry mail yet.
    """
    export = Export(snapshot)
    if export.has(areas[0]):
        listed = exported_domains(export, *areas)
        return set(listed), listed
    ours = pl.col("name").str.starts_with(prefix)
    asked = snapshot[DNS_RECORDS].filter(pl.col("type") == "TXT", ours)["name"]
    known = snapshot[DOMAINS].filter(pl.col("verified").fill_null(True))
    return {name.removeprefix(prefix) for name in asked}, known["domain"].sort().to_list()


def _records(snapshot: Snapshot, area: str, prefix: str) -> pl.DataFrame:
    """Return domain, name and text of every TXT record that ``area`` or DNS holds."""
    export = Export(snapshot)
    if export.has(area):
        rows = [
            (domain, f"{prefix}{domain}", text)
            for thing in export.objects(area)
            if (domain := _domain(thing))
            for text in texts(thing, "rdata")
        ]
        found = pl.DataFrame(rows, schema=RECORD, orient="row")
    else:
        known = snapshot[DNS_RECORDS].filter(pl.col("type") == "TXT")
        found = known.select("domain", "name", text="value")
    return found.with_columns(whole_text("text"))


def whole_text(column: str) -> pl.Expr:
    """Return TXT values as one text, where they came as the quoted strings of a zone file."""
    return pl.col(column).str.replace_all(r'"\s*"', "").str.strip_chars('" ')


def _domain(thing: Thing) -> str:
    return (word(thing, "domain") or "").rstrip(".")


def _due(snapshot: Snapshot, found: list[MailDomain]) -> list[MailDomain]:
    """Leave out the tenant's own names that were not asked: Microsoft publishes for them."""
    domains = snapshot.rows(DOMAINS)
    initial = domains.filter(pl.col("initial").fill_null(False))["domain"].to_list()
    return [each for each in found if each.asked or each.domain not in initial]


def _lineage(domain: str) -> list[str]:
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(max(len(labels) - 1, 1))]


def _known(snapshot: Snapshot, asked: set[str]) -> set[str]:
    """Return the domains of which every place of a policy was asked: theirs and those above."""
    tables = (snapshot.rows(DOMAINS), snapshot.rows(DNS_RECORDS))
    ours = {name for rows in tables for name in rows["domain"]}
    return {name for name in asked if asked.issuperset(_places(name, ours))}


def _places(domain: str, ours: set[str]) -> list[str]:
    """Return the domain and those above it that may be the organisation's."""
    first, *above = _lineage(domain)
    return [first, *(name for name in above if name in ours or not re.fullmatch(SHARED, name))]


def _look_up(
    records: pl.DataFrame, lineage: list[str], prefix: str, asked: bool, judged: bool | None = None
) -> MailDomain:
    for ancestor in lineage:
        found = records.filter(pl.col("name") == f"{prefix}{ancestor}")
        if not found.is_empty():
            return MailDomain(lineage[0], True, found, ancestor, judged)
    return MailDomain(lineage[0], asked, records.clear(), lineage[0], judged)
