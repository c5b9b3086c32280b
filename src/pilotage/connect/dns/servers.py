"""One name server, asked politely and within bounds.

What it says is taken for the name that was asked only; what it sends along is not believed.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode
import dns.rdataclass
import dns.rdatatype
import dns.rrset

from pilotage.connect.answers import Effort
from pilotage.connect.dns.values import value_of

PORT = 53
SECONDS = 3.0
TRIES = 2
PER_SECOND = 100
MOST_SILENCES = 4
PAYLOAD = 1232
"""Bytes that pass by UDP everywhere; what is longer comes by TCP: https://www.dnsflagday.net/2020"""


@dataclass(frozen=True)
class Answer:
    """What was said of a name and a type: ``values``, none where there is no such record.

    ``alias`` is the name that a CNAME leads to instead. ``ttl`` is in seconds. ``why`` says why
    there was no answer; nothing else then holds.
    """

    values: tuple[str, ...] = ()
    alias: str = ""
    ttl: int | None = None
    why: str = ""

    @property
    def says(self) -> str:
        """Return the answer in words, for a note."""
        if self.why or self.alias:
            return self.why or f"an alias of {self.alias}"
        return ", ".join(value[:80] for value in self.values[:5]) or "no such record"


@dataclass
class Server:
    """A name server. Safe to use from several threads.

    An ``authoritative`` one is asked about its own zones, and must say that they are its own.
    ``seconds`` is how long it may take for an answer, ``per_second`` how often it is asked at most.
    ``heard`` is one that sent anything yet; ``silent`` one that is not asked again, as it did not
    even answer for the root.
    """

    address: str
    port: int = PORT
    authoritative: bool = False
    seconds: float = SECONDS
    per_second: float = PER_SECOND
    heard: bool = False
    silent: bool = False
    _effort: Effort = field(default_factory=Effort)
    _silences: int = 0
    _free_at: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def label(self) -> str:
        """Return how a note calls the server."""
        kind = "authoritative server" if self.authoritative else "resolver"
        return f"{kind} {self.address}" + (f" port {self.port}" if self.port != PORT else "")

    def ask(self, name: str, kind: str, until: float) -> Answer:
        """Return what the server says before ``until``, a moment of the monotonic clock."""
        if self.silent:
            return Answer(why="stopped answering")
        try:
            query = dns.message.make_query(name, kind, use_edns=0, payload=PAYLOAD)
        except (dns.exception.DNSException, UnicodeError) as error:
            return Answer(why=f"is no name to ask for ({error})")
        if self.authoritative:
            query.flags &= ~dns.flags.RD
        why = ""
        for number in range(TRIES):
            self._spend(Effort(requests=1, retries=min(number, 1)))
            reply = self._sent(query, until)
            if isinstance(reply, dns.message.Message):
                return self._read(query, reply)
            why = reply
        if time.monotonic() < until:
            self._judge()
        return Answer(why=why)

    def _sent(self, query: dns.message.Message, until: float) -> dns.message.Message | str:
        """Return the reply, or why there is none."""
        self._wait()
        seconds = min(self.seconds, until - time.monotonic())
        if seconds <= 0:
            return "no time was left"
        try:
            reply, _ = dns.query.udp_with_fallback(
                query,
                self.address,
                seconds,
                self.port,
                ignore_unexpected=True,
                ignore_errors=True,
            )
        except dns.exception.Timeout:
            return "did not answer in time"
        except (OSError, EOFError) as error:
            return f"cannot be reached ({error})"
        except (dns.exception.DNSException, ValueError) as error:
            return f"sent what is no answer ({type(error).__name__})"
        self._silences, self.heard = 0, True
        self._spend(Effort(bytes=len(reply.wire or b"")))
        return reply

    def _read(self, query: dns.message.Message, reply: dns.message.Message) -> Answer:
        asked = query.question[0]
        if fault := self._fault(reply):
            return Answer(why=fault)
        if found := _held(reply, asked, asked.rdtype):
            values = sorted({value_of(record) for record in found})
            return Answer(tuple(values), ttl=found.ttl)
        if alias := _held(reply, asked, dns.rdatatype.CNAME):
            return Answer(alias=value_of(alias[0]), ttl=alias.ttl)
        return Answer(why="answered about another name" if reply.answer else "")

    def _fault(self, reply: dns.message.Message) -> str:
        """Say why a reply is no answer, or return an empty string."""
        rcode = reply.rcode()
        if rcode not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
            return f"answered {dns.rcode.to_text(rcode)}"
        if self.authoritative and not reply.flags & dns.flags.AA:
            return "does not know the zone as its own"
        if not reply.answer and not reply.flags & (dns.flags.AA | dns.flags.RA):
            return "answers for nobody (recursion is off)"
        return ""

    def _wait(self) -> None:
        """Wait for a turn, so that the server is not asked more often than it may be."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free_at)
            self._free_at = turn + 1 / self.per_second
            self._effort += Effort(waited=turn - now)
        time.sleep(turn - now)

    def spent(self) -> Effort:
        """Return what was spent since the last call."""
        with self._lock:
            effort, self._effort = self._effort, Effort()
        return effort

    def _spend(self, effort: Effort) -> None:
        with self._lock:
            self._effort += effort

    def _judge(self) -> None:
        """Decide after a silence whether it is the server that is silent, not one zone."""
        self._silences += 1
        if self._silences >= MOST_SILENCES or not self.heard:
            root = dns.message.make_query(".", "NS", use_edns=0, payload=PAYLOAD)
            reply = self._sent(root, time.monotonic() + self.seconds)
            self.silent = isinstance(reply, str)


def _held(
    reply: dns.message.Message, asked: dns.rrset.RRset, kind: dns.rdatatype.RdataType
) -> dns.rrset.RRset | None:
    return reply.get_rrset(reply.answer, asked.name, dns.rdataclass.IN, kind)
