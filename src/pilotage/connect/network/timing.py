"""One sample: how long a lookup, a connection and a handshake take, in milliseconds."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import dns.exception
import dns.resolver

from pilotage.connect.network.ike import answered, question
from pilotage.connect.network.targets import IKE, TCP, TLS, Target

LOOKUP = "lookup"
SECONDS = 5.0


class Lost(Exception):
    """A step that failed; its text says why, in a few words."""


@dataclass(frozen=True)
class Sample:
    """One measured step: ``ms`` it took, or ``why`` it failed. ``kind`` is the step."""

    target: str
    kind: str
    ms: float | None = None
    why: str = ""


@dataclass(frozen=True)
class Stopwatch:
    """Takes samples. ``resolver`` is the address and port of one, None for those of the machine."""

    trust: ssl.SSLContext
    resolver: tuple[str, int] | None = None
    seconds: float = SECONDS

    def samples(self, target: Target) -> Iterator[Sample]:
        """Yield a sample of each step; after one that failed there is no other.

        An address needs no lookup. Nothing is sent but what opens a connection.
        """
        name = str(target)
        try:
            address = target.host
            if not _is_address(target.host):
                with _timed() as took:
                    address = self._looked_up(target.host)
                yield Sample(target.host, LOOKUP, took[0])
        except Lost as lost:
            yield Sample(target.host, LOOKUP, why=str(lost))
            return
        if target.speaks == IKE:
            yield self._ike(name, address, target.port)
        else:
            yield from self._connected(name, address, target)

    def _looked_up(self, host: str) -> str:
        """Return an address of ``host``, from a resolver that is asked anew each time."""
        resolver = dns.resolver.Resolver(configure=self.resolver is None)
        if self.resolver:
            resolver.nameservers, resolver.port = [self.resolver[0]], self.resolver[1]
        kinds = ("A", "AAAA")
        for kind in kinds:
            try:
                found = resolver.resolve(host, kind, lifetime=self.seconds, search=True)
            except dns.resolver.NoAnswer:
                continue
            except dns.exception.DNSException as error:
                raise Lost(str(error).split(":")[0][:120]) from error
            return str(found[0])
        raise Lost("the name has no address")

    def _connected(self, name: str, address: str, target: Target) -> Iterator[Sample]:
        try:
            with _timed() as took:
                wire = socket.create_connection((address, target.port), timeout=self.seconds)
        except OSError as error:
            yield Sample(name, TCP, why=_why(error))
            return
        with wire:
            yield Sample(name, TCP, took[0])
            if target.speaks == TLS:
                yield self._shaken(name, wire, target.host)

    def _shaken(self, name: str, wire: socket.socket, host: str) -> Sample:
        try:
            with _timed() as took, self.trust.wrap_socket(wire, server_hostname=host):
                pass
        except OSError as error:
            return Sample(name, TLS, why=_why(error))
        return Sample(name, TLS, took[0])

    def _ike(self, name: str, address: str, port: int) -> Sample:
        asked = question(port)
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as wire:
                wire.settimeout(self.seconds)
                wire.connect((address, port))
                with _timed() as took:
                    wire.send(asked)
                    answer = wire.recv(65535)
        except OSError as error:
            return Sample(name, IKE, why=_why(error))
        if not answered(asked, answer, port):
            return Sample(name, IKE, why="it answers, but not in IKE")
        return Sample(name, IKE, took[0])


@contextmanager
def _timed() -> Iterator[list[float]]:
    """Yield a list that holds the milliseconds of the block when it has ended."""
    took: list[float] = []
    started = time.perf_counter()
    yield took
    took.append((time.perf_counter() - started) * 1000)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _why(error: OSError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is not trusted: {error.verify_message}"
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return (error.strerror or str(error))[:120]
