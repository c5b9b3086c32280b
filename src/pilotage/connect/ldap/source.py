"""A directory as a source: it is probed, and collected into one LDIF file.

While it is collected, pages lie in a hidden folder; at the end they become ``directory.ldif``,
as members and managers are named by their place in the whole tree.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import inf

from pilotage.connect.answers import Answers, Effort
from pilotage.connect.ldap.bounded import USUAL, Bounds
from pilotage.connect.ldap.directory import Directory, directory_of
from pilotage.connect.ldap.pages import Pages
from pilotage.connect.ldap.questions import QUESTIONS, Question
from pilotage.connect.ldap.search import Page, Refused, pages, root
from pilotage.connect.ldap.session import Session, TakesTooLong
from pilotage.connect.ldap.settings import Login, login_of
from pilotage.connect.ldap.stretches import FIRST_WIDTH, Stretch, resumed
from pilotage.connect.sources import Probe, Report
from pilotage.facts.errors import SourceBusy, SourceDenied

ATTEMPTS, WAIT = 3, 5.0
"""A stretch is tried so often, with a wait of so many seconds that doubles."""

FIX = "Let the account read this container, or give others as base."
LONGEST = 200
"""Letters of an address of another server that are repeated."""

ELSEWHERE = "Connect to it as well, and set referrals to elsewhere here"


@dataclass(frozen=True)
class Limits:
    """How many entries a collection may have, and how many seconds it may take, at most."""

    entries: int = 5_000_000
    seconds: float = 6 * 3600.0


@dataclass(frozen=True)
class _Asked:
    """A question, and the directory that it is asked of."""

    question: Question
    directory: Directory

    @property
    def id(self) -> str:
        return self.question.ask.id

    @property
    def tables(self) -> tuple[str, ...]:
        return self.question.ask.tables

    @property
    def filter(self) -> str:
        return self.directory.filter(self.question)


@dataclass
class LdapSource:
    """An open wire to one directory server. ``width`` is that of the first stretch."""

    login: Login
    bounds: Bounds = USUAL
    limits: Limits = Limits()
    pause: Callable[[float], None] = time.sleep
    width: int = FIRST_WIDTH
    _session: Session | None = field(default=None, repr=False)
    _ends: float = field(default=inf, repr=False)

    def probe(self) -> Iterator[Probe]:
        """Ask for one entry per question and container.

        Raises:
            SourceDenied, SourceBusy: the server cannot be reached, trusted or signed in to.
        """
        try:
            session = self._open()
            directory = directory_of(root(session), self.login)
            for question in QUESTIONS:
                if filter := directory.filter(question):
                    why = "; ".join(_refusals(session, directory, filter))
                    yield Probe(question.ask, not why, why, FIX if why else "")
        finally:
            self._close()

    def collect(self, answers: Answers, report: Report) -> None:
        """Ask every question; go on at the stretch where an earlier attempt ended.

        Raises:
            SourceDenied: the server cannot be trusted or signed in to, or is no directory.
            SourceBusy: it broke off too often; what came until then is kept.
        """
        kept, self._ends = Pages(answers), time.monotonic() + self.limits.seconds
        if kept.whole:
            return
        try:
            directory = directory_of(root(self._open()), self.login)
            for question in QUESTIONS:
                if directory.filter(question):
                    self._answer(_Asked(question, directory), kept, report)
        finally:
            self._close()
        kept.finish()

    def _answer(self, asked: _Asked, kept: Pages, report: Report) -> None:
        """Ask one question, stretch by stretch."""
        stream = kept.answers.stream(asked.id)
        if stream.ended:
            return
        start = replace(asked.directory.start, width=self.width)
        stretch = resumed(stream.after, start) if stream.after else start
        if stretch is None:
            kept.restart(asked.id)
            stretch = start
        while True:
            found = self._patiently(asked, stretch, kept, report)
            if stretch.ends:
                return
            stretch = stretch.next(found)

    def _patiently(self, asked: _Asked, stretch: Stretch, kept: Pages, report: Report) -> int:
        """Read one stretch, anew where the server breaks off; return how many entries it has."""
        wait = WAIT
        for _ in range(ATTEMPTS - 1):
            try:
                return self._stretch(asked, stretch, kept, report)
            except TakesTooLong:
                raise
            except SourceBusy:
                self._close()
                self.pause(wait)
                kept.answers.spent(asked.id, Effort(retries=1, waited=wait))
                wait *= 2
        return self._stretch(asked, stretch, kept, report)

    def _stretch(self, asked: _Asked, stretch: Stretch, kept: Pages, report: Report) -> int:
        kept.begin(asked.id, stretch.first)
        found, elsewhere = 0, set[str]()
        for base in asked.directory.bases:
            try:
                for page in self._pages(asked, base, stretch, kept):
                    found += len(page.entries)
                    elsewhere.update(page.elsewhere)
                    report(asked.question.ask.says, kept.entries, 0)
            except Refused as error:
                kept.answers.withhold(f"{asked.id} of {base}", asked.tables, str(error))
        self._note_elsewhere(asked, elsewhere, kept)
        kept.end("" if stretch.ends else stretch.next(found).place)
        return found

    def _pages(self, asked: _Asked, base: str, stretch: Stretch, kept: Pages) -> Iterator[Page]:
        """Yield the pages of a stretch below ``base``, each after it was kept."""
        session = self._open()
        filter = stretch.within(asked.filter)
        for page in pages(session, base, filter, asked.question.attributes):
            if kept.entries + len(page.entries) > self.limits.entries:
                says = f"{self.login.host} gives more than {self.limits.entries:,} entries"
                raise SourceDenied(f"{says}. Give containers as base")
            kept.answers.spent(asked.id, session.spent())
            kept.keep(page, stretch.place)
            if page.cut:
                kept.answers.withhold(f"{asked.id} of {base}", asked.tables, page.cut)
            yield page

    def _note_elsewhere(self, asked: _Asked, referrals: set[str], kept: Pages) -> None:
        outside = asked.directory.outside(referrals)
        if outside and self.login.referrals == "missing":
            says = f"{len(outside)} parts of the directory lie on other servers"
            why = f"{says}, such as {outside[0][:LONGEST]}, which is not followed. {ELSEWHERE}"
            kept.answers.withhold(f"{asked.id} elsewhere", asked.tables, why)

    def _open(self) -> Session:
        if self._session is None:
            self._session = Session(self.login, self.bounds, self._ends)
        return self._session

    def _close(self) -> None:
        if self._session is not None:
            self._session.close()
            self._session = None


def _refusals(session: Session, directory: Directory, filter: str) -> Iterator[str]:
    for base in directory.bases:
        try:
            next(pages(session, base, filter, ("objectClass",), size=1))
        except Refused as error:
            yield str(error)


def open_ldap(values: Mapping[str, str]) -> LdapSource:
    """Return a wire with these settings; it is opened when it is first used.

    Raises:
        InputError: a setting makes no sense.
    """
    return LdapSource(login_of(values))
