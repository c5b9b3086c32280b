"""What DNS answered, by name: a record, that there is none, or nothing as nobody asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import polars as pl

from pilotage.assess.baseline.mail_records import Answer, whole_text
from pilotage.facts.finding import Finding, Outcome, not_assessed, passed
from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import DNS_RECORDS, DOMAINS

MICROSOFT = r"\.onmicrosoft\.(com|us|de)$|\.onmschina\.cn$"
"""Domains in zones of Microsoft, in which a tenant cannot publish what it likes."""

NEEDS = (DOMAINS.needs("verified"), DNS_RECORDS)
"""What must be known to judge the domains of a tenant by their records."""

Values = tuple[str, ...]


@dataclass(frozen=True)
class Zone:
    """The ``domains`` that a tenant publishes for, and the answers by name and type.

    ``places`` says where in ``rows``, sorted by name, the rows of a name stand.
    """

    domains: Values
    answers: Mapping[str, Mapping[str, Values]]
    rows: pl.DataFrame = field(compare=False)
    places: Mapping[str, tuple[int, int]]

    def ask(self, name: str, kind: str) -> Values | None:
        """Return the values, empty where there is no such record, None where nobody asked.

        A name that is an alias answers with what stands at the end, as resolvers do.
        """
        for each in (name, *(self.aliases(name) or ())):
            known = self.answers.get(each, {}).get(kind)
            if known is not None:
                return known
        return None

    def aliases(self, name: str) -> Values | None:
        """Return the names that CNAME records lead to, step by step; None if nobody asked."""
        if "CNAME" not in self.answers.get(name, {}):
            return None
        steps: list[str] = []
        while found := self.answers.get(name, {}).get("CNAME"):
            name = host(found[0])
            if name in steps:
                break
            steps.append(name)
        return tuple(steps)

    def mail_hosts(self, domain: str) -> Values | None:
        """Return the hosts of MX, the preferred first; none where no mail is accepted.

        A host named by a dot alone says so too: https://www.rfc-editor.org/rfc/rfc7505
        """
        found = self.ask(domain, "MX")
        if found is None:
            return None
        ranked = sorted((_preference(value), host(value)) for value in found)
        return tuple(name for _, name in ranked if name)

    def evidence(self, names: Iterable[str]) -> pl.DataFrame:
        """Return the rows of DNS_RECORDS under ``names``, in their order."""
        parts = [self.rows.slice(*self.places[name]) for name in names if name in self.places]
        return pl.concat([self.rows.clear(), *parts])


Judge = Callable[[Zone, str], Answer | None]
"""Conclude of one domain; None where it is not concerned."""

MailJudge = Callable[[Zone, str, Values], Answer]
"""Conclude of one domain and the hosts that accept its mail."""


@lru_cache(maxsize=2)
def zone_of(snapshot: Snapshot) -> Zone:
    """Return what DNS answered, and the verified domains outside the zones of Microsoft."""
    name = pl.col("name").str.to_lowercase().str.strip_chars_end(".")
    kind = pl.col("type").str.to_uppercase()
    text = pl.when(kind == "TXT").then(whole_text("value")).otherwise("value")
    rows = snapshot[DNS_RECORDS].drop_nulls(["name", "type", "value"])
    rows = rows.with_columns(name, kind, value=text).sort("name", "type", "value")
    values = pl.col("value").filter(DNS_RECORDS.exists()).unique().sort()
    answers: dict[str, dict[str, Values]] = {}
    for each, asked, found in rows.group_by("name", "type").agg(values).iter_rows():
        answers.setdefault(each, {})[asked] = tuple(found)
    places = rows.with_row_index("at").group_by("name").agg(pl.col("at").min(), size=pl.len())
    return Zone(
        _published_for(snapshot),
        answers,
        rows,
        {each: (at, size) for each, at, size in places.iter_rows()},
    )


def judge_domains(
    snapshot: Snapshot, prefixes: Collection[str], judge: Judge, concerns: str
) -> Iterator[Finding]:
    """Yield one finding per domain that is concerned; if none is, one that says so.

    ``prefixes`` stand before the domain in the names that are its evidence; ``concerns`` says what
    a domain does that is concerned, as in ``accepts mail``.
    """
    zone = zone_of(snapshot)
    if not zone.domains:
        yield not_assessed(snapshot.tenant, "no verified domain of the house was read")
        return
    concerned = False
    for domain in zone.domains:
        if answer := judge(zone, domain):
            concerned = True
            names = [f"{prefix}{domain}" for prefix in prefixes]
            yield Finding(*answer, domain, zone.evidence(names))
    if not concerned:
        says = f"No domain of {snapshot.tenant} {concerns}."
        yield passed(snapshot.tenant, says, zone.evidence(zone.domains))


def judge_mail_domains(
    snapshot: Snapshot, prefixes: Collection[str], judge: MailJudge
) -> Iterator[Finding]:
    """Yield one finding per domain that accepts mail; without MX known that is unknown."""

    def ask(zone: Zone, domain: str) -> Answer | None:
        hosts = zone.mail_hosts(domain)
        if hosts is None:
            return not_asked(domain, "MX")
        return judge(zone, domain, hosts) if hosts else None

    return judge_domains(snapshot, prefixes, ask, "accepts mail")


def not_asked(name: str, kind: str) -> Answer:
    """Conclude nothing, as nobody asked for this record."""
    return Outcome.NOT_ASSESSED, f"Not assessed: DNS was not asked for {kind} of {name}."


def host(value: str) -> str:
    """Return the host at the end of a value of MX, SRV or CNAME, in lower case, without dot."""
    words = value.split()
    return words[-1].lower().rstrip(".") if words else ""


def _preference(value: str) -> int:
    """Return the number before the host of an MX; without one it is the most preferred."""
    number = re.match(r"\s*(\d{1,5})\s", value)
    return int(number[1]) if number else 0


def _published_for(snapshot: Snapshot) -> Values:
    domain = pl.col("domain").str.to_lowercase()
    known = snapshot[DOMAINS].filter(
        pl.col("verified").fill_null(True),
        ~pl.col("initial").fill_null(False),
        ~domain.str.contains(MICROSOFT),
    )
    return tuple(known.select(domain)["domain"].unique().sort())
