"""Everything that DNS says about one domain, within a time."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pilotage.connect.dns import questions, spf_terms
from pilotage.connect.dns.asking import Asker
from pilotage.connect.dns.organisation import dmarc_names
from pilotage.connect.dns.servers import Answer, Server
from pilotage.connect.dns.zone_servers import zone_servers

SECONDS = 60.0
MOST_ALIASES = 8
MOST_HOSTS = 20
DMARC = re.compile(r"v\s*=\s*DMARC1\s*(;|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Record:
    """A row of DNS_RECORDS; without ``value`` it says that there is no such record."""

    domain: str
    name: str
    type: str
    value: str
    ttl_seconds: int | None = None


@dataclass(frozen=True)
class Note:
    """What could not be asked of a name, or what its servers do not agree on."""

    domain: str
    name: str
    type: str
    says: str


@dataclass
class Survey:
    """What was found out about ``domain``; ``until`` is a moment of the monotonic clock."""

    domain: str
    asker: Asker
    until: float
    authorities: Sequence[Server] = ()
    records: dict[tuple[str, str, str], Record] = field(default_factory=dict)
    notes: dict[Note, None] = field(default_factory=dict)
    _asked: dict[questions.Question, tuple[str, ...] | None] = field(default_factory=dict)

    def ask(self, name: str, kind: str) -> tuple[str, ...] | None:
        """Return the values, where aliases lead to; empty if there are none, None if unknown."""
        if (name, kind) not in self._asked:
            self._asked[name, kind] = self._followed(name, kind)
        return self._asked[name, kind]

    def ask_all(self, asked: Iterable[questions.Question]) -> bool:
        """Ask each question; tell whether any was answered."""
        answers = [self.ask(name, kind) for name, kind in asked]
        return any(answer is not None for answer in answers)

    def note(self, name: str, kind: str, says: str) -> None:
        """Say something about an answer that its rows cannot say."""
        self.notes[Note(self.domain, name, kind, says)] = None

    def keep(self, name: str, kind: str, value: str) -> None:
        """Keep a row that was not an answer of DNS."""
        self._keep(name, kind, (value,), None)

    def _followed(self, start: str, kind: str) -> tuple[str, ...] | None:
        """Ask at ``start``, then at each name that an alias leads to; keep what is said."""
        name, seen = start, set[str]()
        while name not in seen and len(seen) <= MOST_ALIASES:
            seen.add(name)
            answer = self._answer(name, kind)
            if answer.why:
                return None
            if not answer.alias:
                self._keep(name, kind, answer.values or ("",), answer.ttl)
                return answer.values
            self._keep(name, "CNAME", (answer.alias,), answer.ttl)
            name = answer.alias
        self.note(start, kind, f"is an alias that leads on without end, past {name}")
        return None

    def _answer(self, name: str, kind: str) -> Answer:
        ours = name == self.domain or name.endswith(f".{self.domain}")
        settled = self.asker.ask(name, kind, self.until, self.authorities if ours else ())
        if settled.answer.why:
            self.note(name, kind, f"nobody answered: {settled.answer.why}")
        elif settled.disagree and ours:
            self.note(name, kind, f"servers disagree: {settled.disagree}")
        return settled.answer

    def _keep(self, name: str, kind: str, values: Sequence[str], ttl: int | None) -> None:
        for value in values:
            row = Record(self.domain, name, kind, value, ttl if value else None)
            self.records.setdefault((name, kind, value), row)


def survey(
    asker: Asker,
    domain: str,
    *,
    selectors: Sequence[str] = questions.SELECTORS,
    authoritative: bool = True,
    seconds: float = SECONDS,
) -> Survey:
    """Ask DNS everything about ``domain``; a domain that answers nothing is not asked further."""
    until = time.monotonic() + seconds
    made = Survey(domain, asker, until)
    if authoritative and not asker.walled_in:
        made.authorities = zone_servers(asker, domain, until)
    elif authoritative:
        made.note(domain, "NS", "servers of zones are out of reach from here; resolvers were asked")
    if not made.ask_all(questions.of_zone(domain)):
        made.note(domain, "", "nobody answers for this domain; nothing else was asked")
        return made
    made.ask_all(questions.of_services(domain, selectors))
    _hosts(made)
    _dmarc(made)
    _autodiscover(made)
    spf_terms.follow(_texts(made), lambda name: made.ask(name, "TXT") or ())
    return made


def _texts(made: Survey) -> tuple[str, ...]:
    return made.ask(made.domain, "TXT") or ()


def _hosts(made: Survey) -> None:
    """Ask for the addresses of the hosts that accept mail."""
    hosts = [value.split()[-1] for value in made.ask(made.domain, "MX") or ()]
    for host in hosts[:MOST_HOSTS]:
        if host != ".":
            made.ask_all(questions.of_host(host))
    if len(hosts) > MOST_HOSTS:
        says = f"only {MOST_HOSTS} of {len(hosts)} hosts were asked for addresses"
        made.note(made.domain, "MX", says)


def _dmarc(made: Survey) -> None:
    """Ask for the policy up to the organisational domain, until one is found."""
    for name in dmarc_names(made.domain):
        if any(map(DMARC.match, made.ask(name, "TXT") or ())):
            return


def _autodiscover(made: Survey) -> None:
    """Ask each step of the alias, or for addresses where there is no alias."""
    name = f"autodiscover.{made.domain}"
    seen: set[str] = set()
    while name not in seen and len(seen) < MOST_ALIASES:
        seen.add(name)
        found = made.ask(name, "CNAME")
        if not found:
            break
        name = found[0]
    if name == f"autodiscover.{made.domain}":
        made.ask_all(questions.of_host(name))
