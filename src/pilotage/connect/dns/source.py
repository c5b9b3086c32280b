"""The wire to DNS: asks several domains at once, and keeps what was said after each few."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pilotage.connect.answers import Answers
from pilotage.connect.dns.asking import Asker
from pilotage.connect.dns.expiry import Registries, Unread
from pilotage.connect.dns.questions import EXPIRY, MTA_STS, RECORDS, ZONE_SERVERS
from pilotage.connect.dns.senders import judge_senders
from pilotage.connect.dns.servers import Server
from pilotage.connect.dns.settings import Wishes, wishes
from pilotage.connect.dns.sheets import NOTES_FILE, RECORDS_FILE, Sheets, sheets
from pilotage.connect.dns.survey import SECONDS, Survey, survey
from pilotage.connect.dns.transport_policy import Fetch, add_policy, fetch
from pilotage.connect.sources import Ask, Probe, Report
from pilotage.facts.errors import SourceBusy, SourceDenied

AT_ONCE = 8
KEPT_AFTER = 25
"""Domains; so many are asked again at most where a collection was killed."""

STREAM, NOTES_STREAM = "dns_records", "dns_notes"
OPEN_PORT = "Allow UDP and TCP to port 53 from here, or set authoritative to no."
OPEN_WEB = "Allow HTTPS from here; the other questions do not need it."


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class DnsSource:
    """DNS as seen from here. ``read`` fetches a page of HTTPS, ``now`` is the clock of the rows."""

    wishes: Wishes
    asker: Asker
    read: Fetch = fetch
    now: Callable[[], datetime] = _now
    seconds: float = SECONDS
    registries: Registries = field(init=False)

    def __post_init__(self) -> None:
        """Read registries as the other pages are read."""
        self.registries = Registries(self.read)

    def probe(self) -> Iterator[Probe]:
        """Ask a little about the first domain.

        Raises:
            SourceDenied: no resolver answers.
        """
        made = self._survey(self.wishes.domains[0])
        if not made.records:
            raise SourceDenied(self._nobody("told nothing of any domain"))
        yield Probe(RECORDS, True)
        if self.wishes.authoritative:
            whys = [server.ask(made.domain, "SOA", made.until).why for server in made.authorities]
            readable = "" in whys
            why = "" if readable else "; ".join(whys) or "no server of the zone was found"
            yield Probe(ZONE_SERVERS, readable, why, "" if readable else OPEN_PORT)
        yield _web(MTA_STS, [note.says for note in made.notes if note.type == "MTA-STS"])
        if self.wishes.expiry:
            yield _web(EXPIRY, [note.says for note in made.notes if note.type == "RDAP"])

    def collect(self, answers: Answers, report: Report) -> None:
        """Ask about every domain; the files are whole after each few domains.

        Raises:
            SourceBusy: no resolver answers any more.
            SourceDenied: nothing at all was answered about any domain.
        """
        stream = answers.stream(STREAM)
        kept = _kept(answers.folder, stream.after)
        left = [domain for domain in self.wishes.domains if domain > stream.after]
        done = len(self.wishes.domains) - len(left)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while left and not stream.ended:
                some, left = left[:KEPT_AFTER], left[KEPT_AFTER:]
                for made in pool.map(self._survey, some):
                    kept.add(made, self.now())
                    done += 1
                    report(f"DNS of {made.domain}", done, len(self.wishes.domains))
                if self.asker.silent:
                    raise SourceBusy(self._nobody("stopped answering"), timedelta(minutes=5))
                if not left and not kept.records:
                    raise SourceDenied(self._nobody("told nothing of any domain"))
                self._keep(answers, kept, some[-1] if left else "")

    def _survey(self, domain: str) -> Survey:
        made = survey(
            self.asker,
            domain,
            selectors=self.wishes.selectors,
            authoritative=self.wishes.authoritative,
            seconds=self.seconds,
        )
        add_policy(made, self.read)
        judge_senders(made, self.wishes.senders)
        if self.wishes.expiry:
            self._registered(made)
        return made

    def _registered(self, made: Survey) -> None:
        try:
            says = f"registered until {self.registries.expiry(made.domain)}"
        except Unread as error:
            says = f"not known until when it is registered: {error}"
        made.note(made.domain, "RDAP", says)

    def _keep(self, answers: Answers, kept: Sheets, after: str) -> None:
        """Keep the notes before the records: how far the records came is what counts."""
        answers.spent(STREAM, self.asker.effort())
        answers.page(NOTES_STREAM, NOTES_FILE, kept.notes_csv(), after=after)
        answers.page(STREAM, RECORDS_FILE, kept.records_csv(), after=after)

    def _nobody(self, did: str) -> str:
        servers = ", ".join(server.label for server in self.asker.resolvers)
        return f"{servers} {did}; name others in the setting resolvers"


def _web(ask: Ask, whys: list[str]) -> Probe:
    failed = [why for why in whys if not why.startswith("registered until")]
    return Probe(ask, not failed, "; ".join(failed), OPEN_WEB if failed else "")


def _kept(folder: Path, upto: str) -> Sheets:
    """Return the rows that an earlier attempt kept, of domains up to ``upto``."""
    return sheets(_text(folder / RECORDS_FILE), _text(folder / NOTES_FILE), upto)


def _text(path: Path) -> str:
    return path.read_bytes().decode() if path.exists() else ""


def open_dns(settings: Mapping[str, str]) -> DnsSource:
    """Return the wire to DNS.

    Raises:
        InputError: a setting makes no sense.
    """
    wished = wishes(settings)
    resolvers = [Server(address, port) for address, port in wished.resolvers]
    return DnsSource(wished, Asker(resolvers))
