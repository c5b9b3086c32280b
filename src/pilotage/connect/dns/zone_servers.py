"""Find the servers that answer for a domain themselves."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator

from pilotage.connect.dns.asking import Asker
from pilotage.connect.dns.servers import Server

MOST_SERVERS = 3
"""So many are asked: a hostile zone may name thousands."""


def zone_servers(asker: Asker, domain: str, until: float) -> tuple[Server, ...]:
    """Return the authoritative servers of the zone that ``domain`` lies in.

    A domain without NS records lies in the zone of a parent.
    """
    for name in _upwards(domain):
        if hosts := asker.ask(name, "NS", until).answer.values:
            found = dict.fromkeys(_addresses(asker, hosts, until))
            return tuple(asker.authority(address) for address in found)
    return ()


def _upwards(domain: str) -> Iterator[str]:
    """Yield the domain and its parents, without the top-level domain."""
    while "." in domain:
        yield domain
        domain = domain.partition(".")[2]


def _addresses(asker: Asker, hosts: tuple[str, ...], until: float) -> Iterator[str]:
    """Yield one address of each host, IPv4 where it has one."""
    for host in hosts[:MOST_SERVERS]:
        found = (address for kind in ("A", "AAAA") for address in _of(asker, host, kind, until))
        if address := next(found, ""):
            yield address


def _of(asker: Asker, host: str, kind: str, until: float) -> Iterator[str]:
    for value in asker.ask(host, kind, until).answer.values:
        if not ipaddress.ip_address(value).is_unspecified:
            yield value
