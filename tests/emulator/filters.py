"""The few forms of ``$filter`` that a collection needs, read as Graph reads them.

Grammar: or, and, not, parentheses; ``eq ne ge gt le lt in``; ``startswith(a,'x')``;
``a/any(x:x eq 'v')``; a property may be a path such as ``initiatedBy/user/id``.

Source  https://learn.microsoft.com/graph/filter-query-parameter
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from typing import Any

from .answer import Refused

Row = dict[str, Any]
Test = Callable[[Row], bool]
Compare = Callable[[Any, Any], bool]

TOKEN = re.compile(r"\s*('(?:[^']|'')*'|[(),:]|[^\s(),:']+(?::\d\d(?::[\d.]+Z?)?)*)")
OPERATORS: dict[str, Compare] = {
    "eq": lambda found, wanted: _folded(found) == _folded(wanted),
    "ne": lambda found, wanted: _folded(found) != _folded(wanted),
    "ge": operator.ge,
    "gt": operator.gt,
    "le": operator.le,
    "lt": operator.lt,
}
EITHER_WAY = ("eq", "ne")
WORDS = {"true": True, "false": False, "null": None}


def row_test(text: str) -> Test:
    """Return the test that a ``$filter`` makes of an object.

    Raises:
        Refused: it cannot be read, or uses a form that is not known here.
    """
    reader = _Reader(text)
    test = reader.either()
    reader.expect("")
    return test


def value_at(row: Any, path: str) -> Any:
    """Return what stands at ``a/b`` in an object, None where nothing does."""
    for step in path.split("/"):
        row = row.get(step) if isinstance(row, dict) else None
    return row


class _Reader:
    """Reads a filter from left to right, one word ahead."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = self._split(text)
        self.ahead = next(self._words, "")

    def _split(self, text: str) -> Iterator[str]:
        place = 0
        while place < len(text.rstrip()):
            found = TOKEN.match(text, place)
            if found is None:
                raise self.unreadable()
            yield found[1]
            place = found.end()

    def unreadable(self) -> Refused:
        return Refused(400, "BadRequest", f"Invalid filter clause: {self.text}")

    def take(self) -> str:
        word, self.ahead = self.ahead, next(self._words, "")
        return word

    def expect(self, word: str) -> None:
        if self.take() != word:
            raise self.unreadable()

    def either(self) -> Test:
        tests = [self.both()]
        while self.ahead == "or":
            self.take()
            tests.append(self.both())
        return lambda row: any(test(row) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self.ahead == "and":
            self.take()
            tests.append(self.one())
        return lambda row: all(test(row) for test in tests)

    def one(self) -> Test:
        word = self.take()
        if word == "not":
            test = self.one()
            return lambda row: not test(row)
        if word == "(":
            test = self.either()
            self.expect(")")
            return test
        if word == "startswith":
            return self.starts()
        if word.endswith("/any"):
            return self.some(word.removesuffix("/any"))
        return self.comparison(word)

    def comparison(self, path: str) -> Test:
        word = self.take()
        if word == "in":
            known = [_folded(each) for each in self.listed()]
            return lambda row: _folded(value_at(row, path)) in known
        if word not in OPERATORS:
            raise self.unreadable()
        return _compared(path, word, self.literal())

    def starts(self) -> Test:
        self.expect("(")
        path = self.take()
        self.expect(",")
        start = str(self.literal())
        self.expect(")")
        return lambda row: str(value_at(row, path) or "").lower().startswith(start.lower())

    def some(self, path: str) -> Test:
        self.expect("(")
        name = self.take()
        self.expect(":")
        test = self.either()
        self.expect(")")
        return lambda row: any(test({name: each}) for each in value_at(row, path) or ())

    def listed(self) -> list[Any]:
        self.expect("(")
        known = [self.literal()]
        while self.ahead == ",":
            self.take()
            known.append(self.literal())
        self.expect(")")
        return known

    def literal(self) -> Any:
        word = self.take()
        if not word or word in "(),:":
            raise self.unreadable()
        if word.startswith("'"):
            return word[1:-1].replace("''", "'")
        if word in WORDS:
            return WORDS[word]
        return int(word) if word.isdecimal() else word


def _compared(path: str, word: str, wanted: Any) -> Test:
    """Return a test that is false where the order of both values is unknown."""
    compare = OPERATORS[word]

    def test(row: Row) -> bool:
        found = value_at(row, path)
        if word not in EITHER_WAY and (found is None or wanted is None):
            return False
        return compare(found, wanted)

    return test


def _folded(value: Any) -> Any:
    """Return a text without its case, which Graph does not look at."""
    return value.casefold() if isinstance(value, str) else value
