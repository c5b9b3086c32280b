"""The part of YAML that configurations of ScubaGear use, read into plain values.

Mappings and lists by indentation, lists in brackets, quoted and plain words, blocks of text, and
anchors with their aliases. Anything else is refused with its line, never guessed.

Source  https://yaml.org/spec/1.2.2/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from pilotage.collect.graph.loose import DEEPEST
from pilotage.facts.errors import InputError

FIX = "Save the configuration as JSON."
ENTRY = re.compile(
    r"""(?P<key>"[^"]*"|'[^']*'|[^\s#:'"\[{&*!|>-][^#:]*?)\s*:(?:\s+(?P<rest>.*))?$"""
)
ANCHOR = re.compile(r"&(\S+)\s*(.*)$")
CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Line:
    """A line that says something: its number, how far it is indented, and its text."""

    number: int
    indent: int
    text: str


@dataclass
class _Reader:
    """Walks down the lines; ``at`` is the next one, ``anchors`` what was named on the way.

    ``aliases`` counts how often a name was used: no named value may use another, so that a
    short document cannot stand for an endless one.
    """

    lines: list[Line]
    where: str
    at: int = 0
    depth: int = 0
    aliases: int = 0
    anchors: dict[str, Any] = field(default_factory=dict)

    def block(self, indent: int) -> Any:
        """Return the mapping or list whose lines are indented by ``indent``."""
        line = self._next()
        if self.depth > DEEPEST:
            raise self._odd(line)
        self.depth += 1
        listed = line.text.startswith("- ") or line.text == "-"
        made = self._list(indent) if listed else self._mapping(indent)
        self.depth -= 1
        return made

    def _next(self) -> Line:
        return self.lines[self.at] if self.at < len(self.lines) else Line(0, -1, "")

    def _mapping(self, indent: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while (line := self._next()).indent == indent and not line.text.startswith("- "):
            entry = ENTRY.match(line.text)
            if entry is None:
                raise self._odd(line)
            self.at += 1
            made[_word(entry["key"])] = self._value((entry["rest"] or "").strip(), line, indent)
        if self._next().indent > indent:
            raise self._odd(self._next())
        return made

    def _list(self, indent: int) -> list[Any]:
        made: list[Any] = []
        while (line := self._next()).indent == indent and line.text.startswith("-"):
            rest = line.text[1:].strip()
            if ENTRY.match(rest):
                inner = indent + len(line.text) - len(rest)
                self.lines[self.at] = Line(line.number, inner, rest)
                made.append(self._mapping(inner))
            else:
                self.at += 1
                made.append(self._value(rest, line, indent))
        return made

    def _value(self, rest: str, line: Line, indent: int) -> Any:
        if anchor := ANCHOR.match(rest):
            before = self.aliases
            value = self._value(anchor[2], line, indent)
            if self.aliases > before:
                raise self._odd(line)
            self.anchors[anchor[1]] = value
            return value
        if not rest:
            return self._below(indent)
        if rest.startswith("*"):
            if rest[1:] not in self.anchors:
                raise self._odd(line)
            self.aliases += 1
            return self.anchors[rest[1:]]
        if rest.startswith("[") and rest.endswith("]"):
            inside = rest[1:-1].strip()
            return [_scalar(one.strip()) for one in inside.split(",")] if inside else []
        if rest[0] in "|>":
            return self._text(indent)
        if rest[0] in "[{!&":
            raise self._odd(line)
        return _scalar(rest)

    def _below(self, indent: int) -> Any:
        """Return what stands below a key: a block further in, a list beside it, or nothing."""
        line = self._next()
        beside = line.indent == indent and line.text.startswith("-")
        return self.block(line.indent) if line.indent > indent or beside else None

    def _text(self, indent: int) -> str:
        parts = []
        while self._next().indent > indent:
            parts.append(self._next().text)
            self.at += 1
        return " ".join(parts)

    def _odd(self, line: Line) -> InputError:
        where = f"{self.where}:{line.number}"
        return InputError("is YAML that Pilotage does not read", where=where, fix=FIX)


def parsed(text: str, where: str) -> Any:
    """Return the value of a document; an empty one is None.

    Raises:
        InputError: a line is beyond the part of YAML that is read; says which.
    """
    lines = [
        Line(number, len(kept) - len(kept.lstrip()), kept.strip())
        for number, line in enumerate(text.expandtabs().splitlines(), 1)
        if (kept := _without_comment(line)).strip() not in ("", "---", "...")
    ]
    reader = _Reader(lines, where)
    value = reader.block(lines[0].indent) if lines else None
    if reader.at < len(lines):
        raise reader._odd(lines[reader.at])
    return value


def _without_comment(line: str) -> str:
    """Return the line up to a ``#`` that stands alone and outside quotes."""
    quote, before = "", " "
    for at, char in enumerate(line):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and before in " [,:":
            quote = char
        elif char == "#" and before == " ":
            return line[:at].rstrip()
        before = char
    return line.rstrip()


def _word(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return text[1:-1] if quoted else text


def _scalar(text: str) -> Any:
    if text.lower() in CONSTANTS:
        return CONSTANTS[text.lower()]
    return int(text) if re.fullmatch(r"-?\d+", text) else _word(text)
