"""Hand over: write down what the next reader must know, for a sponsor first, then an engineer.

A chapter is one module under ``sections`` and one template of the same name. It turns the
material into a small value; its template draws the value. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pilotage.facts.catalogue import Catalogue
from pilotage.handover.material import Material
from pilotage.handover.page import Written, draw, write_page

Write = Callable[[Material], object]
SomeWrite = TypeVar("SomeWrite", bound=Write)


@dataclass(frozen=True)
class Chapter:
    """One chapter: its place in the report, its heading, and what makes its value."""

    id: str
    title: str
    order: int
    write: Write


CHAPTERS: Catalogue[Chapter] = Catalogue("pilotage.handover.sections")


def chapter(id: str, *, title: str, order: int) -> Callable[[SomeWrite], SomeWrite]:
    """Declare the decorated function as the chapter that ``templates/<id>.html`` draws."""

    def declare(write: SomeWrite) -> SomeWrite:
        CHAPTERS.add(id, Chapter(id, title, order, write), write.__module__)
        return write

    return declare


def write_report(material: Material) -> str:
    """Return the report as one HTML page that needs nothing but itself.

    The same material gives the same page. Every time is in the zone of the engagement.
    """
    chapters = sorted(CHAPTERS.load().values(), key=lambda each: (each.order, each.id))
    return write_page(
        material,
        [
            Written(each.id, each.title, draw(each.id, each.write(material), material.clock))
            for each in chapters
        ],
    )
