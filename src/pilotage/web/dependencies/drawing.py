"""Where everything of the picture stands: boxes in three columns, ties as curves behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from pilotage.dependencies.picture import PEOPLE, SHARED, SYSTEMS, Cluster, Picture, Tie

BOX_WIDTH, BOX_HEIGHT, STEP, TOP = 176, 40, 52, 34
LEFT = {PEOPLE: 66, SHARED: 346, SYSTEMS: 626}
HEADINGS = {PEOPLE: "People", SHARED: "What they share", SYSTEMS: "Devices and applications"}
WIDTH = 868
BEND, ARC = 70, 52
THINNEST, THICKEST = 1.0, 5.0
MOST_LETTERS = 22


@dataclass(frozen=True)
class Box:
    """A cluster with the left upper corner of its box."""

    cluster: Cluster
    x: int
    y: int
    title: str
    says: str


@dataclass(frozen=True)
class Curve:
    """A tie as the path of a line, with its thickness."""

    tie: Tie
    path: str
    thickness: float
    says: str


@dataclass(frozen=True)
class Drawing:
    """The whole picture, in units of its own box."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    headings: tuple[tuple[str, int], ...]
    width: int
    height: int


def drawing(picture: Picture) -> Drawing:
    """Return the picture with a place for everything; clusters without a tie are drawn too."""
    boxes = tuple(_boxes(picture.clusters))
    place = {box.cluster.key: box for box in boxes}
    most = max((tie.weight for tie in picture.ties), default=1.0)
    curves = tuple(
        _curve(tie, place, most) for tie in picture.ties if tie.one in place and tie.other in place
    )
    headings = tuple((HEADINGS[column], left) for column, left in LEFT.items())
    rows = max((box.y for box in boxes), default=TOP) + STEP
    return Drawing(boxes, curves, headings, WIDTH, rows)


def _boxes(clusters: Sequence[Cluster]) -> list[Box]:
    placed = []
    for column, left in LEFT.items():
        mine = [each for each in clusters if each.column == column]
        for row, each in enumerate(mine):
            placed.append(Box(each, left, TOP + row * STEP, _short(each.title), _says(each)))
    return placed


def _curve(tie: Tie, place: Mapping[str, Box], most: float) -> Curve:
    one, other = sorted((place[tie.one], place[tie.other]), key=lambda box: (box.x, box.y))
    y1, y2 = one.y + BOX_HEIGHT // 2, other.y + BOX_HEIGHT // 2
    if one.x == other.x:
        x = one.x
        path = f"M{x} {y1}C{x - ARC} {y1} {x - ARC} {y2} {x} {y2}"
    else:
        x1, x2 = one.x + BOX_WIDTH, other.x
        path = f"M{x1} {y1}C{x1 + BEND} {y1} {x2 - BEND} {y2} {x2} {y2}"
    thickness = THINNEST + (THICKEST - THINNEST) * sqrt(tie.weight / most)
    says = f"{one.cluster.title} and {other.cluster.title}: {tie.count} ties"
    return Curve(tie, path, round(thickness, 1), says + (f", {tie.cut} cut" if tie.cut else ""))


def _says(cluster: Cluster) -> str:
    if cluster.unit:
        return "application" if ":" not in cluster.unit else "service"
    if cluster.column == PEOPLE:
        return f"{cluster.units} people"
    return f"{cluster.units} in all"


def _short(title: str) -> str:
    return title if len(title) <= MOST_LETTERS else title[: MOST_LETTERS - 1] + "…"
