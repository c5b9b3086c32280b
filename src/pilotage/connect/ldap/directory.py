"""What a server says of itself before anything is searched: what it is, and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ldap3.utils.conv import escape_filter_chars

from pilotage.connect.ldap.questions import Question
from pilotage.connect.ldap.settings import Login
from pilotage.connect.ldap.stretches import Stretch
from pilotage.facts.errors import SourceDenied

ACTIVE_DIRECTORY = "1.2.840.113556.1.4.800"
IN_CHAIN = "1.2.840.113556.1.4.1941"
"""Matches everybody whom a chain of memberships leads to; the server walks it.

Source  https://learn.microsoft.com/openspecs/windows_protocols/ms-adts/1e889adc-b503-4423-8985-c28d5c7d4887
"""


@dataclass(frozen=True)
class Directory:
    """One server: the containers to read, all that it holds, and how its changes are counted."""

    active: bool
    bases: tuple[str, ...]
    contexts: frozenset[str]
    start: Stretch
    group: str = ""

    def filter(self, question: Question) -> str:
        """Return what ``question`` searches for here; nothing where it cannot be asked."""
        wanted = question.active_directory if self.active else question.elsewhere
        if not wanted or not self.group or question.ask.id == "structure":
            return wanted
        name = escape_filter_chars(self.group)
        return f"(&{wanted}(|(distinguishedName={name})(memberOf:{IN_CHAIN}:={name})))"

    def outside(self, referrals: Iterable[str]) -> list[str]:
        """Return the referrals that lead to what this server does not hold itself."""
        return sorted(
            {
                each
                for each in referrals
                if each.partition("://")[2].partition("/")[2].partition("?")[0].lower()
                not in self.contexts
            }
        )


def directory_of(root: Mapping[str, list[str]], login: Login) -> Directory:
    """Return what ``root``, the server's word on itself, means for this login.

    Raises:
        SourceDenied: there is nothing to read, or no way to ask for the members of a group.
    """
    said = {name.lower(): values for name, values in root.items()}
    active = ACTIVE_DIRECTORY in said.get("supportedcapabilities", ())
    contexts = said.get("namingcontexts", [])
    bases = login.bases or tuple(said.get("defaultnamingcontext") or contexts)
    if not bases:
        says = f"{login.host} does not say what it holds"
        raise SourceDenied(f"{says}. Give the container to read as base, or sign in")
    if login.group and not active:
        says = f"{login.host} cannot follow nested groups for us"
        raise SourceDenied(f"{says}. Leave group empty, and give containers as base")
    counted = int(_first(said, "highestcommittedusn") or 0) if active else 0
    server = _first(said, "dsservicename")
    return Directory(
        active=active,
        bases=bases,
        contexts=frozenset(each.lower() for each in contexts),
        start=Stretch(server if counted else "", counted),
        group=login.group,
    )


def _first(said: Mapping[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "")
