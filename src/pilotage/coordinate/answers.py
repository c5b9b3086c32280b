"""Who has not answered, and on which questions the answers differ."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from pydantic import TypeAdapter

from pilotage.facts.answer import Answer
from pilotage.facts.engagement import Person


@dataclass(frozen=True)
class Question:
    """A question in the words in which it is put; ``to`` names the roles that are asked."""

    id: str
    to: tuple[str, ...]
    ask: str

    @property
    def area(self) -> str:
        """Return the area of readiness, in lower case."""
        return self.id.partition(".")[0]


@dataclass(frozen=True)
class Asked:
    """A question with its answers, and with the people who have not answered in time.

    ``unheld`` are the roles that are asked and that nobody holds.
    """

    question: Question
    answers: tuple[Answer, ...]
    missing: tuple[Person, ...]
    unheld: tuple[str, ...]

    @property
    def conflicting(self) -> bool:
        """Tell whether two people gave different answers."""
        return len({" ".join(each.short.casefold().split()) for each in self.answers}) > 1


@cache
def questions(area: str = "") -> tuple[Question, ...]:
    """Return the questions of an area, or all of them, in the order in which they are put."""
    text = resources.files(__package__).joinpath("questions.toml").read_text("utf-8")
    found = TypeAdapter(tuple[Question, ...]).validate_python(tomllib.loads(text)["question"])
    return tuple(each for each in found if area in ("", each.area))


def asked(
    put: Sequence[Question], people: Sequence[Person], answers: Iterable[Answer], today: date
) -> tuple[Asked, ...]:
    """Return every question with who answered and who did not; an old answer does not count."""
    given: dict[str, list[Answer]] = {}
    for each in answers:
        if each.counts(today):
            given.setdefault(each.question, []).append(each)
    return tuple(_asked(each, people, given.get(each.id, [])) for each in put)


def _asked(question: Question, people: Sequence[Person], answers: Sequence[Answer]) -> Asked:
    answered = {each.who for each in answers}
    wanted = [each for each in people if set(question.to) & set(each.roles)]
    held = {role for each in wanted for role in each.roles}
    return Asked(
        question,
        tuple(sorted(answers, key=lambda each: each.who)),
        tuple(each for each in wanted if each.name not in answered),
        tuple(role for role in question.to if role not in held),
    )
