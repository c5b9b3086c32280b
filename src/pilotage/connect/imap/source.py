"""A mail server as a source: mailboxes are read a few at a time, and kept as the CSV set.

Accounts are read in batches in the order of their names; a batch is kept whole. After an
interruption the collection goes on behind the last account that was kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import TypeVar

from pilotage.connect.answers import Answers, Effort
from pilotage.connect.imap.accounts import Account, accounts_of
from pilotage.connect.imap.batches import file_of, named, public_kept
from pilotage.connect.imap.mailbox import COLUMNS, Inventory, Row, inventory
from pilotage.connect.imap.questions import ASKS
from pilotage.connect.imap.refusals import Broken, Refused, Unreachable
from pilotage.connect.imap.session import Session
from pilotage.connect.imap.settings import Server, server_of
from pilotage.connect.imap.wire import USUAL, Bounds
from pilotage.connect.sheet import as_csv
from pilotage.connect.sources import Probe, Report
from pilotage.facts.errors import SourceBusy, SourceDenied

BATCH = 20
TRIES, WAIT = 3, 2.0
"""A server that breaks off is tried so often, with a wait of so many seconds that doubles."""

FIRST = 3
"""Accounts that a password for all is tried on before it counts as wrong."""

SOON = timedelta(minutes=5)
NO_ACL = "the server does not tell who has which rights (it has no ACL extension)"
STREAM = "mailboxes"
"""Written last of a batch, so that its journal tells which batches are whole."""

TABLES_READ = ("mailbox_folders", "mailbox_permissions", "mailbox_sizes", STREAM)
MEASURED = "mailbox_sizes"
Result = TypeVar("Result")


@dataclass(frozen=True)
class Unread:
    """A mailbox that could not be read, and why; ``broken`` where the server broke off."""

    account: Account
    why: str
    broken: bool = False


@dataclass(frozen=True)
class Read:
    """A mailbox that was read, and what it cost."""

    account: Account
    found: Inventory
    effort: Effort
    with_acl: bool


@dataclass
class MailSource:
    """A wire to one mail server, opened anew for each mailbox."""

    server: Server
    accounts: Sequence[Account]
    bounds: Bounds = USUAL
    pause: Callable[[float], None] = time.sleep
    _public: set[str] = field(default_factory=set)

    def probe(self) -> Iterator[Probe]:
        """Sign in to the first mailbox that lets us, and say what its server offers.

        Raises:
            SourceDenied, SourceBusy: it cannot be reached, trusted or signed in to.
        """
        with_acl, measured = self._first(), self.server.measure == "messages"
        for ask in ASKS:
            if ask.id == "sizes" and not measured:
                yield Probe(ask, False, "messages are not measured", "Set measure to messages.")
            elif ask.id == "rights" and not with_acl:
                yield Probe(ask, False, NO_ACL, "Ask its administrator who has which rights.")
            else:
                yield Probe(ask, True)

    def collect(self, answers: Answers, report: Report) -> None:
        """Read every mailbox; one that cannot be read is withheld by name.

        Raises:
            SourceDenied: the server is not trusted, or lets nobody in.
            SourceBusy: it cannot be reached; what came until then is kept.
        """
        stream = answers.stream(STREAM)
        if stream.ended:
            return
        if self.server.sign_in != "own" or len(self.accounts) == 1:
            self._first()
        self._public = public_kept(answers, STREAM)
        rest = [each for each in self.accounts if each.name > stream.after]
        done = len(self.accounts) - len(rest)
        for start in range(0, len(rest), BATCH):
            report("mailboxes", done + start, len(self.accounts))
            batch = rest[start : start + BATCH]
            self._keep(answers, self._batch(batch), last=start + BATCH >= len(rest))
        if not rest:
            answers.end(STREAM)
        report("mailboxes", len(self.accounts), len(self.accounts))

    def _batch(self, batch: Sequence[Account]) -> list[Read | Unread]:
        """Read some mailboxes at the same time.

        Raises:
            SourceBusy: the server cannot be reached, or breaks off at every one of them.
        """
        with ThreadPoolExecutor(self.server.connections) as workers:
            found = list(workers.map(self._patiently, batch))
        broken = [each for each in found if isinstance(each, Unread) and each.broken]
        if len(broken) == len(found):
            raise SourceBusy(broken[0].why, SOON)
        return found

    def _patiently(self, account: Account) -> Read | Unread:
        """Read one mailbox, anew where the server breaks off.

        Raises:
            SourceBusy: the server cannot be reached.
        """
        try:
            return self._tried(lambda: self._read(account))
        except Unreachable as error:
            raise SourceBusy(str(error), SOON) from None
        except (Refused, Broken) as error:
            return Unread(account, str(error), isinstance(error, Broken))

    def _tried(self, work: Callable[[], Result]) -> Result:
        """Return what ``work`` returns, after some tries where the server breaks off."""
        wait = WAIT
        for _ in range(TRIES - 1):
            try:
                return work()
            except Broken:
                self.pause(wait)
                wait *= 2
        return work()

    def _read(self, account: Account) -> Read:
        session = Session(self.server, account, self.bounds)
        try:
            found = inventory(session, account, self.server.measure, self._public)
            return Read(account, found, session.spent(), session.offers("ACL"))
        finally:
            session.close()

    def _first(self) -> bool:
        """Sign in to the first account that lets us; tell whether its server tells rights.

        A password for all that is wrong is found out here, before it locks an account.

        Raises:
            SourceDenied, SourceBusy: the server cannot be reached or trusted, or lets nobody in.
        """
        refusals = []
        for account in self.accounts[:FIRST]:
            try:
                session = self._tried(partial(Session, self.server, account, self.bounds))
            except Refused as error:
                refusals.append(f"{account.name}: {error}")
            except Broken as error:
                raise SourceBusy(str(error), SOON) from None
            else:
                session.close()
                return session.offers("ACL")
        raise SourceDenied(f"{self.server.host} refuses the sign-in of {'; '.join(refusals)}")

    def _keep(self, answers: Answers, batch: Sequence[Read | Unread], *, last: bool) -> None:
        """Keep a batch: what is withheld, then its tables, and the mailboxes last."""
        for each in batch:
            if isinstance(each, Unread):
                why = f"the mailbox {each.account.mailbox} could not be read: {each.why}"
                answers.withhold(f"mailbox {each.account.name}", self._tables(), why)
            else:
                answers.spent(STREAM, each.effort)
                _withhold_parts(answers, each)
        read = [each.found for each in batch if isinstance(each, Read)]
        after = "" if last else batch[-1].account.name
        number, known = answers.stream(STREAM).pages, self._known()
        for name in self._tables():
            rows = [named(row, known) for each in read for row in each.rows[name]]
            rows = [row for row in rows if self._is_new(row)]
            answers.page(name, file_of(number, name), as_csv(COLUMNS[name], rows), after=after)

    def _known(self) -> dict[str, str]:
        """Return the mailbox of each account by the name that it signs in with."""
        return {each.name: each.mailbox for each in self.accounts}

    def _is_new(self, row: Row) -> bool:
        """Tell whether a row is no public folder that an earlier mailbox has shown."""
        if row.get("space") != "public":
            return True
        new = row["folder"] not in self._public
        self._public.add(str(row["folder"]))
        return new

    def _tables(self) -> list[str]:
        measured = self.server.measure == "messages"
        return [name for name in TABLES_READ if name != MEASURED or measured]


def _withhold_parts(answers: Answers, read: Read) -> None:
    """Note what was not told of a mailbox that was read."""
    if not read.with_acl:
        answers.withhold("rights", ["mailbox_permissions"], NO_ACL)
    if closed := read.found.closed:
        names = ", ".join(closed[:5])
        why = f"the mailbox {read.account.mailbox} has {len(closed)} closed folders: {names}"
        answers.withhold(f"folders of {read.account.name}", ["mailbox_folders"], why)


def open_imap(values: Mapping[str, str]) -> MailSource:
    """Return a wire with these settings; it is opened when it is first used.

    Raises:
        InputError: a setting makes no sense, or the file of accounts cannot be used.
    """
    server = server_of(values)
    return MailSource(server, accounts_of(server))
