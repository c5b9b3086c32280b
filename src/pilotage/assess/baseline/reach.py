"""Whom a mail protection rule is for: its conditions, and the people it leaves out.

Conditions of several kinds must all hold, an exception wins over them, and a domain stands for
its subdomains too.

Source: https://learn.microsoft.com/defender-office-365/anti-malware-policies-configure
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pilotage.assess.baseline import Thing, texts

PEOPLE, GROUPS, DOMAINS = "sentto", "senttomemberof", "recipientdomainis"
KINDS = (PEOPLE, GROUPS, DOMAINS)
EXCEPT = "exceptif"

Named = dict[str, frozenset[str]]
"""Names in lower case by kind: people, groups, domains."""


@dataclass(frozen=True)
class Reach:
    """The recipients of a rule: who is named by its conditions and by its exceptions."""

    wanted: Named
    left_out: Named

    @property
    def everyone(self) -> bool:
        """Tell whether the rule is for all recipients, without an exception."""
        return not any(self.wanted.values()) and not any(self.left_out.values())

    def domains(self, accepted: frozenset[str]) -> frozenset[str]:
        """Return those of the ``accepted`` domains all of whose recipients the rule reaches."""
        narrow = (self.wanted, PEOPLE), (self.wanted, GROUPS)
        spared = (self.left_out, PEOPLE), (self.left_out, GROUPS)
        if any(named[kind] for named, kind in (*narrow, *spared)):
            return frozenset()
        inside = within(accepted, self.wanted[DOMAINS]) if self.wanted[DOMAINS] else accepted
        return inside - within(accepted, self.left_out[DOMAINS])

    def possible(self, accepted: frozenset[str]) -> frozenset[str]:
        """Return those of the ``accepted`` domains of which the rule may reach somebody."""
        return within(accepted, self.wanted[DOMAINS]) if self.wanted[DOMAINS] else accepted

    def takes(self, people: Named) -> bool:
        """Tell whether the rule reaches all ``people``, whom another one leaves out.

        Only people of one kind can be told: conditions of two kinds must both hold.
        """
        kinds = [kind for kind in KINDS if people[kind]]
        if len(kinds) != 1 or any(self.left_out.values()):
            return False
        asked = [kind for kind in KINDS if self.wanted[kind]]
        return asked == kinds and people[kinds[0]] <= self.wanted[kinds[0]]


EVERYONE = Reach(dict.fromkeys(KINDS, frozenset()), dict.fromkeys(KINDS, frozenset()))


def reach(rule: Thing) -> Reach:
    """Return whom an exported rule is for."""
    return Reach(
        {kind: _names(rule, kind) for kind in KINDS},
        {kind: _names(rule, EXCEPT + kind) for kind in KINDS},
    )


def reach_together(rules: Iterable[Reach], accepted: frozenset[str]) -> bool:
    """Tell whether every recipient is reached by one of ``rules``.

    That is the case when one of them is for everyone, when their domains are all that are
    ``accepted``, or when whom one of them leaves out is taken by another.
    """
    every = list(rules)
    if any(each.everyone for each in every):
        return True
    known = frozenset().union(*(each.domains(accepted) for each in every))
    if accepted and known == accepted:
        return True
    open = [each for each in every if not any(each.wanted.values())]
    return any(other.takes(each.left_out) for each in open for other in every if other is not each)


def within(domains: frozenset[str], parents: frozenset[str]) -> frozenset[str]:
    """Return those of ``domains`` that are one of ``parents``, or lie below one."""
    return frozenset(
        domain
        for domain in domains
        if any(domain == parent or domain.endswith(f".{parent}") for parent in parents)
    )


def _names(rule: Thing, name: str) -> frozenset[str]:
    return frozenset(text.strip().lower() for text in texts(rule, name))
