"""What would answer a question that was not assessed: an export, a reading, or a signature.

The reason stands in the finding as text, as ``not_assessed`` writes it: clauses after
``Not assessed:``, parted by semicolons. A clause of no known form helps itself: it is told as it
is, in the last group.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pilotage.facts.finding import Finding, Outcome, Severity
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SETTINGS, TABLES

EXPORT = "Export the settings with ScubaGear"
AGAIN = "Export the settings again, with permission for the commands that failed"
SIGN = "Have a named person sign it in the engagement file"
AGREE = "Write the engagement file"
MEND = "Mend the rows that were refused on reading"
OTHER = "See the reason of each"

SIDE = re.compile(r"^(source|target): ")
FORMS = (
    (re.compile(r" was not exported$|^no settings and policies for .* were read$"), EXPORT),
    (re.compile(rf"^{SETTINGS.name} was not collected$"), EXPORT),
    (re.compile(r" failed when the export was made$"), AGAIN),
    (re.compile(r"^nothing can measure this and nobody has signed it$"), SIGN),
    (re.compile(r"^there is no engagement file$"), AGREE),
    (re.compile(r" were refused, such as "), MEND),
)
SIDE_UNREAD = re.compile(r"^the (source|target) was not read$")
TABLE = re.compile(r"^(\w+) was (?:not collected|read without )|^of [\d,]+ (\w+), the sources tell")


@dataclass(frozen=True)
class Gap:
    """What would answer some questions, and the findings that wait for it."""

    helps: str
    findings: tuple[Finding, ...]

    @property
    def severe(self) -> int:
        """Return how many of them are high or critical."""
        return sum(each.severity.value >= Severity.HIGH.value for each in self.findings)

    @property
    def extent(self) -> str:
        """Say how many checks wait on which side, such as ``84 checks on the source``."""
        asked = {(each.side, each.check) for each in self.findings}
        counts = (
            (words, sum(each == side for each, _ in asked))
            for side, words in (
                ("source", "on the source"),
                ("target", "on the target"),
                ("migration", "of the migration as a whole"),
            )
        )
        told = [f"{n:,} check{'s' * (n != 1)} {words}" for words, n in counts if n]
        return ", ".join(told)


def gaps(findings: Iterable[Finding], situation: Situation) -> tuple[Gap, ...]:
    """Return what was not assessed, by what would answer it: what answers most comes first.

    Every finding that applies and is not assessed is in exactly one gap. Reasons of their own
    come last.
    """
    withheld = {
        capture.missing: name
        for snapshot in situation.snapshots()
        for name, capture in sorted(snapshot.captures.items())
        if capture.missing
    }
    by: dict[str, list[Finding]] = {}
    for each in findings:
        if each.applies and each.outcome is Outcome.NOT_ASSESSED:
            by.setdefault(_helps(each, withheld), []).append(each)
    order = sorted(by, key=lambda helps: (helps == OTHER, -len(by[helps]), helps))
    return tuple(Gap(helps, tuple(by[helps])) for helps in order)


def _helps(finding: Finding, withheld: dict[str, str]) -> str:
    """Return what would answer one finding; two things where it takes both."""
    why = finding.says.removeprefix("Not assessed: ").removesuffix(".")
    if SIDE.sub("", why) in withheld:
        return _read(withheld[SIDE.sub("", why)])
    needed = sorted({_clause(SIDE.sub("", part), withheld) for part in why.split("; ")})
    if OTHER in needed:
        return OTHER
    first, *more = needed
    return "; ".join([first, *(each[:1].lower() + each[1:] for each in more)])


def _clause(part: str, withheld: dict[str, str]) -> str:
    for form, helps in FORMS:
        if form.search(part):
            return helps
    if unread := SIDE_UNREAD.match(part):
        return f"Read the {unread[1]}"
    if part in withheld:
        return _read(withheld[part])
    found = TABLE.match(part)
    name = (found[1] or found[2]) if found else ""
    return _read(name) if name in TABLES else OTHER


def _read(table: str) -> str:
    """Return how a table is read, such as ``Read users whole: Graph /users``."""
    return f"Read {table.replace('_', ' ')} whole: {TABLES[table].source}"
