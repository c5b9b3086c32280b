"""Reads the published suites of SPF: documents of cases, and the zone that each runs in.

They are YAML of one shape: sections, names at two spaces, entries at four, and what is further in
goes on with the entry above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pilotage.connect.dns.spf_verdict import Lookup
from pilotage.connect.dns.values import joined

ENTRY = re.compile(r"(?:- *)?(\w+): *(.*)")
VALUE = re.compile(r""" "((?:[^"\\]|\\.)*)" | '([^']*)' | ([^\s,\[\]][^,\[\]]*) """, re.VERBOSE)
ESCAPE = re.compile(r'\\x([0-9A-Fa-f]{2})|\\(["\\0])')
DEEPEST = 4

Entries = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Case:
    """One case: who sends, what may come of it, and the records of the world that it lives in."""

    id: str
    host: str
    helo: str
    mailfrom: str
    results: list[str]
    explanation: str
    zone: dict[str, Entries] = field(repr=False)


def cases(path: Path) -> list[Case]:
    """Return the cases of a suite."""
    documents = path.read_text(encoding="utf-8").split("\n---\n")
    return [case for document in documents for case in _document(document)]


def _document(text: str) -> Iterator[Case]:
    sections: dict[str, dict[str, Entries]] = {}
    section = name = ""
    for line in text.splitlines():
        indent, said = len(line) - len(line.lstrip()), line.strip()
        if not said or said.startswith("#"):
            continue
        if indent == 0:
            section, name = said.partition(":")[0], ""
        elif indent == DEEPEST // 2:
            name = said.rstrip(":").strip("\"'")
            sections.setdefault(section, {})[name] = []
        elif name:
            _enter(sections[section][name], indent, said)
    zone = {key.lower(): _typed(found) for key, found in sections.get("zonedata", {}).items()}
    for id, found in sections.get("tests", {}).items():
        yield _case(id, dict(_typed(found)), zone)


def _enter(entries: Entries, indent: int, said: str) -> None:
    """Begin an entry, or go on with the last one."""
    if indent > DEEPEST or not (said.startswith("- ") or ENTRY.match(said)):
        entries[-1][1].append(said.removeprefix("- "))
    elif entry := ENTRY.match(said):
        entries.append((entry[1], [entry[2]]))
    else:
        entries.append((said.removeprefix("- "), [""]))


def _typed(entries: Entries) -> Entries:
    return [(key, _values(" ".join(parts).strip())) for key, parts in entries]


def _values(text: str) -> list[str]:
    """Return the one value of an entry, or those of a list."""
    if text[:1] not in ("[", '"', "'"):
        return [text]
    found = VALUE.findall(text)
    return [_unescaped(double) or single or plain for double, single, plain in found]


def _unescaped(text: str) -> str:
    def plain(match: re.Match[str]) -> str:
        return chr(int(match[1], 16)) if match[1] else match[2].replace("0", "\0")

    return ESCAPE.sub(plain, text)


def _case(id: str, said: dict[str, list[str]], zone: dict[str, Entries]) -> Case:
    one = {key: values[0] if values else "" for key, values in said.items()}
    return Case(
        id,
        one["host"],
        one["helo"],
        one["mailfrom"],
        said["result"],
        one.get("explanation", ""),
        zone,
    )


def lookup_in(zone: dict[str, Entries]) -> Lookup:
    """Return a lookup that answers from ``zone``, in which SPF stands for TXT where none is."""

    def lookup(name: str, kind: str, steps: int = 0) -> tuple[str, ...] | None:
        entries = zone.get(name.lower(), [])
        kinds = {key for key, _ in entries}
        wanted = "SPF" if kind == "TXT" and "TXT" not in kinds else kind
        found = [values for key, values in entries if key == wanted and values != ["NONE"]]
        if found:
            return tuple(_value(kind, values) for values in found)
        if "TIMEOUT" in kinds:
            return None
        alias = next((values[0] for key, values in entries if key == "CNAME"), "")
        return lookup(alias, kind, steps + 1) if alias and steps < 10 else ()

    return lookup


def _value(kind: str, values: list[str]) -> str:
    if kind == "TXT":
        return joined(value.encode("latin-1") for value in values)
    return " ".join(values)
