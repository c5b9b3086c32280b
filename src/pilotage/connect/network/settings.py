"""What is measured, from where and how often, as a person gives it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from pilotage.connect.network.targets import Target, target, usual
from pilotage.connect.settings import ip_place, trust
from pilotage.connect.sources import Ask, Setting
from pilotage.facts.errors import InputError

MOST_TARGETS, MOST_SAMPLES, MOST_SECONDS, MOST_MEGABYTES = 100, 2_000, 24 * 3600, 1_000
DNS_PORT = 53
MEASUREMENTS, LINKS = ("network_measurements",), ("network_links",)

SETTINGS = (
    Setting("office", "where this machine stands, as in the office of users"),
    Setting(
        "targets",
        "hosts to measure, separated by commas, beside those of Microsoft 365",
        required=False,
    ),
    Setting(
        "microsoft_365", "measure the hosts of Microsoft 365", required=False, default="yes",
        choices=("yes", "no"),
    ),
    Setting("sharepoint", "what stands before .sharepoint.com, to measure it too", required=False),
    Setting(
        "vpn",
        "VPN gateways, separated by commas, such as ike://vpn.example or tls://vpn.example:443",
        required=False,
    ),
    Setting("samples", "how often each is measured", required=False, default="20"),
    Setting("interval", "seconds between two samples", required=False, default="3"),
    Setting("link", "name of the link that throughput is measured of", required=False),
    Setting("download_url", "address of a large file that may be downloaded", required=False),
    Setting("upload_url", "address that takes a POST and throws it away", required=False),
    Setting("megabytes", "most that is sent in each direction", required=False, default="25"),
    Setting("resolver", "IP address and port to look names up at, if not the usual",
            required=False),
    Setting("ca_file", "PEM file of the only authority to trust", required=False),
)  # fmt: skip

ASKS = (
    Ask("lookup", "How long names take to be looked up", "DNS A and AAAA", MEASUREMENTS),
    Ask("connect", "How long a connection takes, and how many fail", "TCP connect", MEASUREMENTS),
    Ask("handshake", "How long TLS takes, and whether it is trusted", "TLS", MEASUREMENTS),
    Ask(
        "vpn",
        "Whether VPN gateways answer",
        "IKE_SA_INIT over UDP, without going on",
        MEASUREMENTS,
        url="https://www.rfc-editor.org/rfc/rfc7296#section-1.2",
    ),
    Ask("download", "Throughput towards the office", "GET download_url", MEASUREMENTS + LINKS),
    Ask("upload", "Throughput from the office", "POST upload_url", MEASUREMENTS + LINKS),
)


@dataclass(frozen=True)
class Wishes:
    """The settings, read: seconds, bytes, and targets in the order of their names."""

    office: str
    targets: tuple[Target, ...]
    samples: int
    interval: float
    link: str
    download_url: str
    upload_url: str
    most_bytes: int
    resolver: tuple[str, int] | None
    trust: ssl.SSLContext


def wishes(settings: Mapping[str, str]) -> Wishes:
    """Return what the settings say.

    Raises:
        InputError: one of them makes no sense; says which.
    """
    resolver = settings.get("resolver", "").strip()
    samples = int(_number(settings, "samples", 20, MOST_SAMPLES))
    interval = _number(settings, "interval", 3, MOST_SECONDS)
    if samples * interval > MOST_SECONDS:
        raise InputError("would take more than a day with this interval", where="samples")
    return Wishes(
        settings.get("office", "").strip(),
        _targets(settings),
        max(1, samples),
        interval,
        settings.get("link") or settings.get("office", "").strip(),
        _url(settings, "download_url"),
        _url(settings, "upload_url"),
        int(_number(settings, "megabytes", 25, MOST_MEGABYTES) * 10**6),
        ip_place("resolver", resolver, DNS_PORT) if resolver else None,
        trust(settings.get("ca_file", "")),
    )


def _targets(settings: Mapping[str, str]) -> tuple[Target, ...]:
    named = [
        target(text, key)
        for key in ("targets", "vpn")
        for text in re.split(r"[\s,;]+", settings.get(key, ""))
        if text
    ]
    if settings.get("microsoft_365", "yes") != "no":
        named += usual(settings.get("sharepoint", "").strip())
    if len(named) > MOST_TARGETS:
        raise InputError(f"are more than {MOST_TARGETS}", where="targets")
    if not named:
        raise InputError("names no host, and Microsoft 365 is left out", where="targets")
    return tuple(sorted(set(named)))


def _number(settings: Mapping[str, str], key: str, usually: float, most: float) -> float:
    text = settings.get(key) or str(usually)
    if not re.fullmatch(r"\d{1,9}(\.\d{1,3})?", text) or float(text) > most:
        raise InputError(f"is '{text[:40]}'", where=key, fix=f"Give a number up to {most:,}.")
    return float(text)


def _url(settings: Mapping[str, str], key: str) -> str:
    text = settings.get(key, "")
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL as error:
        raise InputError(f"is no address ({error})", where=key) from error
    if text and (url.scheme not in ("http", "https") or not url.host or url.userinfo):
        raise InputError("is no address that begins with https:// or http://", where=key)
    return text
