"""A signed-in connection to one directory server, over TLS that is checked.

ldap3 does not check certificates by itself, follows referrals with the password, and waits as
long as a server likes; none of that is left on here.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from math import inf
from typing import Any

import ldap3
from ldap3.core.exceptions import LDAPExceptionError

from pilotage.connect.answers import Effort
from pilotage.connect.ldap.bounded import USUAL, BoundedSocket, Bounds, Overrun
from pilotage.connect.ldap.entries import Given
from pilotage.connect.ldap.messages import Done, Elsewhere, parsed
from pilotage.connect.ldap.refusals import why_not_let_in
from pilotage.connect.ldap.settings import Login
from pilotage.connect.settings import trust
from pilotage.facts.errors import SourceBusy, SourceDenied, SourceError

PATIENCE = 30
"""Seconds to wait for a connection, and for each piece of an answer."""

MOST_WORDS = 200
"""Letters of a server's words that are repeated."""

SOON = timedelta(minutes=5)
GARBAGE = (IndexError, KeyError, TypeError, ValueError, RecursionError, AttributeError)
"""What ldap3 raises where bytes are no message of LDAP."""


class TakesTooLong(SourceBusy):
    """The collection as a whole takes too long; asking again at once does not help."""


class CheckedTls(ldap3.Tls):
    """TLS as Python's own defaults check it: a trusted chain, the right name, version 1.2 up.

    ``distrust`` is what was wrong with the certificate, if anything.
    """

    def __init__(self, login: Login) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self.host, self.distrust = login.host, ""
        self.context = trust(login.ca_file)
        if login.certificate_file:
            self.context.load_cert_chain(login.certificate_file, login.key_file or None)

    def wrap_socket(self, connection: ldap3.Connection, do_handshake: bool = False) -> None:
        """Put TLS around the socket of ``connection``, below its bounds if it has any."""
        bounded = connection.socket if isinstance(connection.socket, BoundedSocket) else None
        clear = bounded.wire if bounded else connection.socket
        try:
            protected = self.context.wrap_socket(
                clear, server_hostname=self.host, do_handshake_on_connect=do_handshake
            )
        except ssl.SSLCertVerificationError as error:
            self.distrust = error.verify_message or str(error)
            raise
        if bounded:
            bounded.wire = protected
        else:
            connection.socket = protected


class Session:
    """One connection; use it from one thread. Its text never shows the password."""

    def __init__(self, login: Login, bounds: Bounds = USUAL, ends: float = inf) -> None:
        """Connect, protect the connection, and sign in.

        After ``ends``, on the monotonic clock, nothing more is asked.

        Raises:
            SourceDenied: the server is not trusted, or does not let us in.
            SourceBusy: it cannot be reached, or broke off.
        """
        self.host, self._login, self.requests = login.host, login, 0
        self._ends, self._told = ends, 0
        self._tls = _tls(login)
        self.wire = _connection(login, self._tls)
        try:
            self._connect(bounds)
            self._sign_in()
        except SourceError:
            self.close()
            raise

    def _connect(self, bounds: Bounds) -> None:
        with self.understood():
            self.wire.open(read_server_info=False)
            self.bounded = BoundedSocket(self.wire.socket, bounds)
            self.wire.socket = self.bounded
            if self._login.security == "starttls":
                self.wire.start_tls(read_server_info=False)

    def _sign_in(self) -> None:
        with self.understood():
            self.wire.bind(read_server_info=False)
        if not self.wire.bound:
            why = why_not_let_in(self.wire.result or {})
            raise SourceDenied(f"{self.host} refuses the sign-in: {why}")

    def __repr__(self) -> str:
        return f"Session({self._login!r})"

    def answers(
        self, operation: str, request: Any, controls: Any
    ) -> Iterator[Given | Elsewhere | Done]:
        """Send a request, and yield what is answered, up to ``Done``.

        Raises:
            ValueError: the answer is no LDAP.
            OSError, Overrun: it broke off, or is over its bounds.
            TakesTooLong: no more may be asked.
        """
        if time.monotonic() > self._ends:
            raise TakesTooLong(f"{self.host} did not come to an end", SOON)
        self.bounded.begin()
        self.requests += 1
        number, said = self.wire.send(operation, request, controls), None
        while not isinstance(said, Done):
            id, said = parsed(self.bounded.message())
            if id != number:
                raise ValueError("an answer to something else")
            if said is not None:
                yield said

    def spent(self) -> Effort:
        """Return the requests and bytes since this was last asked."""
        received, self._told = self.bounded.received - self._told, self.bounded.received
        requests, self.requests = self.requests, 0
        return Effort(requests=requests, bytes=received)

    def close(self) -> None:
        """Sign out and hang up, whatever state the connection is in."""
        wire = self.wire.socket
        with suppress(LDAPExceptionError, OSError, Overrun, *GARBAGE):
            self.wire.unbind()
        if wire is not None:
            wire.close()

    @contextmanager
    def understood(self) -> Iterator[None]:
        """Turn what goes wrong on the wire into our own errors, in words.

        Raises:
            SourceDenied, SourceBusy: something did go wrong.
        """
        try:
            yield
        except Overrun as error:
            says = f"{self.host} {error}"
            raise SourceDenied(says) if error.too_large else SourceBusy(says, SOON) from None
        except (LDAPExceptionError, OSError) as error:
            if self._tls and self._tls.distrust:
                says = f"{self.host} is not trusted: {self._tls.distrust}"
                raise SourceDenied(
                    f"{says}. Give the certificate of its issuer as ca_file"
                ) from None
            says = self.plainly(str(error))
            raise SourceBusy(f"{self.host} cannot be reached or broke off: {says}", SOON) from None
        except GARBAGE:
            raise SourceDenied(f"{self.host} answered with bytes that are not LDAP") from None

    def plainly(self, said: str) -> str:
        """Return the server's words on one short line, without the password if it repeats it."""
        words = said.replace(self._login.password or "\0", "…")
        return " ".join(words.split())[:MOST_WORDS]


def _tls(login: Login) -> CheckedTls | None:
    if login.security == "none":
        return None
    try:
        return CheckedTls(login)
    except (ssl.SSLError, OSError) as error:
        says = f"the certificates or the key cannot be used: {error}"
        raise SourceDenied(f"{says}. They must be PEM files") from None


def _connection(login: Login, tls: CheckedTls | None) -> ldap3.Connection:
    server = ldap3.Server(
        login.host,
        login.port,
        use_ssl=login.security == "ldaps",
        tls=tls,
        get_info=ldap3.NONE,
        connect_timeout=PATIENCE,
    )
    return ldap3.Connection(
        server,
        **_credentials(login),
        auto_referrals=False,
        auto_range=False,
        check_names=False,
        return_empty_attributes=False,
        receive_timeout=PATIENCE,
        read_only=True,
    )


def _credentials(login: Login) -> dict[str, Any]:
    """Return how ldap3 is told who signs in."""
    sasl = {"authentication": ldap3.SASL}
    match login.sign_in:
        case "simple":
            return {"user": login.user, "password": login.password}
        case "external":
            return sasl | {"sasl_mechanism": ldap3.EXTERNAL, "sasl_credentials": login.user or ""}
        case "digest-md5":
            given = (None, login.user, login.password, None)
            return sasl | {"sasl_mechanism": ldap3.DIGEST_MD5, "sasl_credentials": given}
        case "gssapi":
            return sasl | {"sasl_mechanism": ldap3.KERBEROS}
        case _:
            return {"authentication": ldap3.ANONYMOUS}
