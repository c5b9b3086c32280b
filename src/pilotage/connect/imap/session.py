"""A signed-in connection to one mailbox: each method is one command, its answer read.

Commands only read: folders are opened with EXAMINE.
"""

from __future__ import annotations

import imaplib
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from imapclient.response_parser import parse_response

from pilotage.connect.answers import Effort
from pilotage.connect.imap.accounts import Account
from pilotage.connect.imap.names import quoted
from pilotage.connect.imap.refusals import (
    GARBAGE,
    Broken,
    Refused,
    Unreachable,
    plainly,
    understood,
)
from pilotage.connect.imap.settings import Server
from pilotage.connect.imap.wire import USUAL, BoundedImap, Bounds, Overrun, connected

SIZE = re.compile(rb"(\d+) .*?RFC822\.SIZE (\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Listed:
    """A folder as LIST says it: the name as it is sent, the sign between levels, its flags."""

    raw: bytes
    separator: str
    flags: frozenset[str]


class Session:
    """One connection; use it from one thread. Its text shows no password."""

    def __init__(self, server: Server, account: Account, bounds: Bounds = USUAL) -> None:
        """Connect, protect the connection, and sign in.

        Raises:
            SourceDenied: the server is not trusted.
            Unreachable, Broken: it cannot be reached, or broke off.
            Refused: it does not let the account in.
        """
        self.host, self._account = server.host, account
        self.requests = self._told = 0
        self._broken = False
        self._wire = self._connected(server, bounds)
        try:
            self._learn()
            self._sign_in(server)
            self._learn()
            if self.offers("ENABLE") and self.offers("UTF8=ACCEPT", "UTF8=ONLY"):
                self._ask(self._wire.enable, "UTF8=ACCEPT")
        except BaseException:
            self.close()
            raise

    def __repr__(self) -> str:
        return f"Session({self.host}, {self._account.name})"

    @property
    def utf8(self) -> bool:
        """Tell whether names of folders come in UTF-8."""
        return self._wire.utf8_enabled

    def offers(self, *capabilities: str) -> bool:
        """Tell whether the server has one of these extensions."""
        return not self._capabilities.isdisjoint(capabilities)

    def spent(self) -> Effort:
        """Return the requests and bytes since this was last asked."""
        received, self._told = self._wire.received - self._told, self._wire.received
        requests, self.requests = self.requests, 0
        return Effort(requests=requests, bytes=received)

    def close(self) -> None:
        """Sign out and hang up; of a server that broke off nothing more is expected."""
        try:
            if self._broken:
                self._wire.shutdown()
            else:
                self._wire.logout()
        except (Overrun, OSError, imaplib.IMAP4.error, *GARBAGE):
            self._wire.shutdown()

    def namespaces(self) -> list[list[tuple[bytes, str]]]:
        """Return prefixes and separators of personal, other people's and public folders."""
        said = self._parsed(self._ask(self._wire.namespace))
        with self._understood():
            return [
                [(_bytes(prefix), _text(sign)) for prefix, sign, *_ in kind or ()]
                for kind in said[:3]
            ]

    def listed(self, prefix: str = "", *, subscribed: bool = False) -> list[Listed]:
        """Return the folders whose name begins with ``prefix``, or those that are subscribed."""
        command = self._wire.lsub if subscribed else self._wire.list
        flat = self._parsed(self._ask(command, '""', quoted(prefix + "*")))
        with self._understood():
            return [
                Listed(_bytes(name), _text(sign), frozenset(_text(flag).lower() for flag in flags))
                for flags, sign, name in zip(*[iter(flat)] * 3, strict=True)
            ]

    def status(self, folder: str, *, size: bool) -> dict[str, int]:
        """Return how many MESSAGES a folder has, and its SIZE in bytes if that is asked."""
        items = "(MESSAGES SIZE)" if size else "(MESSAGES)"
        said = self._parsed(self._ask(self._wire.status, quoted(folder), items))
        with self._understood():
            counts = list(said[-1])
            pairs = zip(counts[::2], counts[1::2], strict=True)
            return {_text(name).upper(): _count(value) for name, value in pairs}

    def examine(self, folder: str) -> int:
        """Open a folder for reading, and return how many messages it has."""
        said = self._ask(self._wire.select, quoted(folder), True)
        with self._understood():
            return _count(int(said[0]))

    def sizes(self, messages: str) -> dict[int, int]:
        """Return the bytes of messages of the open folder by number; ``messages`` is 1:9 or 1,4."""
        said = self._ask(self._wire.fetch, messages, "(RFC822.SIZE)")
        found = (SIZE.match(each) for each in said if isinstance(each, bytes))
        with self._understood():
            return {int(each[1]): int(each[2]) for each in found if each}

    def larger(self, size_bytes: int) -> list[int]:
        """Return the numbers of the messages above ``size_bytes`` in the open folder."""
        said = self._ask(self._wire.search, None, "LARGER", str(size_bytes))
        with self._understood():
            return [int(number) for part in said if part for number in part.split()]

    def quota(self) -> int | None:
        """Return how many bytes the inbox's storage quota has, if it has one."""
        _, said = self._ask(self._wire.getquotaroot, "INBOX")
        flat = self._parsed(said)
        with self._understood():
            limits = [
                _count(resource[place + 2]) * 1024
                for resource in flat[1::2]
                for place in range(0, len(resource), 3)
                if _text(resource[place]).upper() == "STORAGE"
            ]
            return min(limits, default=None)

    def rights(self, folder: str) -> dict[str, str]:
        """Return who has which rights on a folder, in letters of RFC 4314."""
        said = self._parsed(self._ask(self._wire.getacl, quoted(folder)))
        with self._understood():
            pairs = zip(said[1::2], said[2::2], strict=True)
            return {_text(who): _text(letters) for who, letters in pairs}

    def _connected(self, server: Server, bounds: Bounds) -> BoundedImap:
        try:
            with self._understood():
                return connected(server, bounds)
        except (Broken, Refused) as error:
            raise Unreachable(str(error)) from None

    def _learn(self) -> None:
        said = self._ask(self._wire.capability)
        with self._understood():
            words = _text(said[-1]).upper().split()
        self._capabilities = frozenset(words)
        self._wire.capabilities = tuple(words)

    def _sign_in(self, server: Server) -> None:
        """Sign in; the password goes by SASL where the server has it, else by LOGIN."""
        account, name = self._account, self._account.name
        if server.sign_in == "token":
            said = f"user={name}\1auth=Bearer {account.password}\1\1"
            self._ask(self._wire.authenticate, "XOAUTH2", _sasl(said))
            return
        behalf = name if server.sign_in == "behalf" else ""
        own = f"{name}{server.separator}{server.user}" if server.sign_in == "master" else name
        user = server.user if behalf else own
        if behalf or self.offers("AUTH=PLAIN"):
            said = f"{behalf}\0{user}\0{account.password}"
            self._ask(self._wire.authenticate, "PLAIN", _sasl(said))
        elif self.offers("LOGINDISABLED") or not (user + account.password).isascii():
            raise Refused("the server offers no way to sign in with a password")
        else:
            self._ask(self._wire.login, quoted(user), account.password)

    def _ask(self, command: Callable[..., Any], *words: Any) -> Any:
        """Give a command, and return what imaplib makes of the answer."""
        self.requests += 1
        with self._understood():
            typ, said = command(*words)
        if typ != "OK":
            raise Refused(plainly(said, self._account.password))
        return said

    def _parsed(self, said: list[Any]) -> tuple[Any, ...]:
        """Return the values of an answer, as nested tuples."""
        with self._understood():
            return tuple(parse_response([each for each in said if each]))

    @contextmanager
    def _understood(self) -> Iterator[None]:
        try:
            with understood(self.host, self._account.password):
                yield
        except Broken:
            self._broken = True
            raise


def _sasl(first: str) -> Callable[[bytes], bytes | None]:
    """Return what answers the challenges of a server: ``first``, nothing, a stop, and no more."""
    answers: list[bytes | None] = [first.encode(), b"", None]

    def answer(_: bytes) -> bytes | None:
        if not answers:
            raise Overrun("asks for the password again and again")
        return answers.pop(0)

    return answer


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else _text(value).encode()


def _count(value: object) -> int:
    """Return a number that a server counts with.

    Raises:
        ValueError: it is none, or below 0.
    """
    if not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value
