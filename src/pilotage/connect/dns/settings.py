"""What opens the wire to DNS, as a person gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import dns.exception
import dns.name
import dns.resolver

from pilotage.connect.dns.questions import SELECTORS
from pilotage.connect.dns.servers import PORT
from pilotage.connect.settings import Place, ip_address, ip_place
from pilotage.connect.sources import Setting
from pilotage.facts.errors import InputError

MOST_DOMAINS = 5_000
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")

SETTINGS = (
    Setting("domains", "domains to ask about, separated by commas"),
    Setting(
        "resolvers",
        "IP addresses of resolvers, separated by commas, with a port as in 192.0.2.1:5353 or "
        "[2001:db8::1]:5353; empty for those of this machine",
        required=False,
    ),
    Setting(
        "authoritative",
        "ask the servers of each zone beside the resolvers",
        required=False,
        default="yes",
        choices=("yes", "no"),
    ),
    Setting(
        "selectors",
        "DKIM selectors of other services that sign for the domains, separated by commas",
        required=False,
    ),
    Setting(
        "senders",
        "IP addresses from which mail is sent, separated by commas; each is judged by SPF",
        required=False,
    ),
    Setting(
        "expiry",
        "ask the registry of each domain until when it is registered (RDAP)",
        required=False,
        default="no",
        choices=("yes", "no"),
    ),
)


@dataclass(frozen=True)
class Wishes:
    """The settings, read: names in lower case, as ASCII and without a dot at their end."""

    domains: tuple[str, ...]
    resolvers: tuple[Place, ...]
    authoritative: bool
    selectors: tuple[str, ...]
    senders: tuple[str, ...]
    expiry: bool


def wishes(settings: Mapping[str, str]) -> Wishes:
    """Return what the settings say.

    Raises:
        InputError: a domain, an address or a choice is none; says which.
    """
    domains = sorted({_domain(one) for one in _listed(settings, "domains")})
    if not domains:
        raise InputError("names no domain", where="domains", fix="Give one, as harbour.example.")
    if len(domains) > MOST_DOMAINS:
        raise InputError(f"names more than {MOST_DOMAINS:,} domains", where="domains")
    places = [ip_place("resolvers", one, PORT) for one in _listed(settings, "resolvers")]
    selectors = [_name(one, "selectors") for one in _listed(settings, "selectors")]
    return Wishes(
        tuple(domains),
        tuple(dict.fromkeys(places or _of_machine())),
        _chosen(settings, "authoritative", default="yes"),
        tuple(dict.fromkeys([*SELECTORS, *selectors])),
        tuple(ip_address("senders", one) for one in _listed(settings, "senders")),
        _chosen(settings, "expiry", default="no"),
    )


def _listed(settings: Mapping[str, str], key: str) -> list[str]:
    return re.sub(r"[\s,;]+", " ", settings.get(key, "")).split()


def _chosen(settings: Mapping[str, str], key: str, default: str) -> bool:
    said = settings.get(key) or default
    if said not in ("yes", "no"):
        raise InputError(f"is '{said[:40]}'", where=key, fix="Say yes or no.")
    return said == "yes"


def _domain(text: str) -> str:
    name = _name(text, "domains")
    if "." not in name:
        raise InputError(f"'{name}' is a single word", where="domains", fix="Give whole names.")
    return name


def _name(text: str, where: str) -> str:
    """Return a name of DNS; one in other letters is written as the registry keeps it (IDNA)."""
    try:
        whole = dns.name.from_text(text, idna_codec=dns.name.IDNA_2008_Practical)
        name = whole.to_text(omit_final_dot=True).lower()
    except (dns.exception.DNSException, UnicodeError) as error:
        raise InputError(f"'{text[:80]}' is no domain name ({error})", where=where) from error
    if not all(map(LABEL.fullmatch, name.split("."))):
        raise InputError(f"'{text[:80]}' is no domain name", where=where)
    return name


def _of_machine() -> list[Place]:
    """Return the resolvers that this machine uses.

    Raises:
        InputError: it has none.
    """
    try:
        found = dns.resolver.Resolver().nameservers
    except (dns.exception.DNSException, OSError) as error:
        fix = "Name resolvers in this setting."
        raise InputError(f"this machine has none ({error})", where="resolvers", fix=fix) from error
    return [(str(each), PORT) for each in found]
