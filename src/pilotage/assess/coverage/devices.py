"""Devices: what they can prove, and the filters that policies put on them.

A rule such as ``device.trustType -eq "ServerAD" -and device.model -ne "X"`` becomes cubes.
What a rule says of trust and compliance is understood; any other comparison is a question of
its own that a device may answer either way, so that a rule and its negation complete each other.
Of a device that is not registered every attribute is empty: it meets negative comparisons only.

Source  https://learn.microsoft.com/entra/identity/conditional-access/concept-condition-filters-for-devices
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pilotage.assess.coverage.cubes import EVERYTHING, Axis, Cube, meets
from pilotage.assess.coverage.policy import Policy
from pilotage.assess.coverage.scope import IN, OUT, question

TRUSTS = {"serverad": "hybrid joined", "azuread": "joined", "workplace": "registered"}
DEVICE = Axis(
    "device",
    (
        "not registered",
        *(f"{trust}, not compliant" for trust in TRUSTS.values()),
        *(f"{trust}, compliant" for trust in TRUSTS.values()),
    ),
)
BY_TRUST = {word: 0b0010010 << place for place, word in enumerate(TRUSTS)}
HYBRID = BY_TRUST["serverad"]
UNREGISTERED, NOT_COMPLIANT, COMPLIANT = 0b0000001, 0b0001110, 0b1110000
COMPLIANCE = {"true": COMPLIANT, "false": NOT_COMPLIANT}
UNMANAGED = DEVICE.full & ~(COMPLIANT | HYBRID)
"""Neither compliant nor hybrid joined, which is what Microsoft and CISA call managed."""

TOKEN = re.compile(r"""\s*(\(|\)|\[[^\]]*\]|"(?:[^"]|"")*"|'[^']*'|-?[A-Za-z_][\w.]*|,)""")
NEGATIVE = re.compile(r"^-not?(?=[a-z])|^-ne$")
TALKATIVE = 64
"""More alternatives than this in one rule are not taken apart."""


class NotARule(ValueError):
    """A filter in a syntax that we do not read."""


@dataclass
class _Reader:
    """Reads one rule by recursive descent; ``where`` gives the cubes that meet what was read."""

    tokens: list[str]
    at: int = 0

    def either(self, meant: bool) -> list[Cube]:
        found = [self.both(meant)]
        while self._take("-or", "or"):
            found.append(self.both(meant))
        return _joined(found) if meant else meets(*found)

    def both(self, meant: bool) -> list[Cube]:
        found = [self.one(meant)]
        while self._take("-and", "and"):
            found.append(self.one(meant))
        return meets(*found) if meant else _joined(found)

    def one(self, meant: bool) -> list[Cube]:
        if self._take("-not", "not"):
            return self.one(not meant)
        if self._take("("):
            found = self.either(meant)
            if not self._take(")"):
                raise NotARule
            return found
        attribute, operator, value = self._next(), self._next().lower(), self._next()
        if not operator.startswith("-") or not attribute.lower().startswith("device."):
            raise NotARule
        return _comparison(attribute.lower()[7:], operator, _values(value), meant)

    def _next(self) -> str:
        if self.at >= len(self.tokens):
            raise NotARule
        self.at += 1
        return self.tokens[self.at - 1]

    def _take(self, *words: str) -> bool:
        taken = self.at < len(self.tokens) and self.tokens[self.at].lower() in words
        self.at += taken
        return taken


def matching(rule: str, *, meant: bool = True) -> list[Cube]:
    """Return the devices that meet ``rule``; those that do not where not ``meant``."""
    try:
        reader = _Reader(_tokens(rule))
        found = reader.either(meant)
        if reader.at == len(reader.tokens) and len(found) <= TALKATIVE:
            return found
    except (NotARule, RecursionError):
        pass
    return [{f"filter:{' '.join(rule.split()).lower()}": IN if meant else OUT}]


def filtered(policy: Policy, *, sure: bool) -> list[Cube]:
    """Return the devices that the policy's filter lets in; all without one.

    A filter without a rule or with an unknown mode may let in any device.
    """
    rule, mode = policy.text("device_filter"), policy.text("device_filter_mode").lower()
    if not rule and not mode:
        return [EVERYTHING]
    if not rule or mode not in ("include", "exclude"):
        return [] if sure else [EVERYTHING]
    return matching(rule, meant=mode == "include")


def device_axes(policies: Iterable[Policy]) -> list[Axis]:
    """Return DEVICE and one axis for each question that filters ask about devices."""
    rules = sorted({rule for policy in policies if (rule := policy.text("device_filter"))})
    both = [matching(rule, meant=meant) for rule in rules for meant in (True, False)]
    asked = {axis for cubes in both for cube in cubes for axis in cube}
    questions = sorted(asked - {DEVICE.name})
    return [DEVICE, *(question(name, name[7:], f"not ({name[7:]})") for name in questions)]


def _comparison(attribute: str, operator: str, values: list[str], meant: bool) -> list[Cube]:
    plain = NEGATIVE.sub("-" if operator != "-ne" else "-eq", operator)
    meant = meant != (plain != operator)
    if plain in ("-eq", "-in") and attribute in ("trusttype", "iscompliant"):
        mask = 0
        for value in values:
            mask |= _state(attribute, value)
        mask = mask if meant else DEVICE.full & ~mask
        return [{DEVICE.name: mask}] if mask else []
    if plain in ("-eq", "-in"):
        hits: list[list[Cube]] = [
            [{f"filter:{attribute} is {value}": IN if meant else OUT}] for value in values
        ]
        return _joined(hits) if meant else meets(*hits)
    text = ", ".join(values)
    return [{f"filter:{attribute} {plain[1:]} {text}": IN if meant else OUT}]


def _state(attribute: str, value: str) -> int:
    known = BY_TRUST if attribute == "trusttype" else COMPLIANCE
    return UNREGISTERED if value == "null" else known.get(value, 0)


def _joined(found: list[list[Cube]]) -> list[Cube]:
    return [cube for cubes in found for cube in cubes]


def _tokens(rule: str) -> list[str]:
    tokens: list[str] = []
    at = 0
    rule = rule.strip()
    while at < len(rule):
        hit = TOKEN.match(rule, at)
        if hit is None:
            raise NotARule
        tokens.append(hit[1])
        at = hit.end()
    return tokens


def _values(token: str) -> list[str]:
    """Return the values of ``"a"``, ``["a","b"]`` or a bare word, in lower case, sorted."""
    inner = token[1:-1] if token.startswith("[") else token
    parts = re.findall(r'"([^"]*)"|\'([^\']*)\'|([^\s,"\']+)', inner)
    values = sorted({next(filter(None, groups), "").lower() for groups in parts})
    if not values or token in ("(", ")", ","):
        raise NotARule
    return values
