"""Networks as a set of addresses: is one of them inside the others together?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

Span = tuple[int, int, int]
"""Version of the protocol, first address and last address."""


@dataclass(frozen=True)
class Networks:
    """Networks of both versions, merged, and in order.

    ``unread`` says that some text was no network, so that an address may be inside after all.
    """

    spans: tuple[Span, ...]
    unread: bool

    def hold(self, text: str) -> bool | None:
        """Tell whether every address of the network ``text`` is inside; None if nobody knows."""
        if (network := _read(text)) is None:
            return None
        version, first, last = _span(network)
        before = bisect_right(self.spans, (version, first, 2**128))
        if before:
            held, _, end = self.spans[before - 1]
            if held == version and last <= end:
                return True
        return None if self.unread else False


def networks(texts: Iterable[str]) -> Networks:
    """Return the networks that ``texts`` write as CIDR ranges or as single addresses."""
    found = [_read(text) for text in texts]
    four = collapse_addresses(each for each in found if isinstance(each, IPv4Network))
    six = collapse_addresses(each for each in found if isinstance(each, IPv6Network))
    spans = sorted([*map(_span, four), *map(_span, six)])
    return Networks(tuple(spans), None in found)


def _read(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        return None


def _span(network: IPv4Network | IPv6Network) -> Span:
    return network.version, int(network.network_address), int(network.broadcast_address)
