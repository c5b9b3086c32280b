"""The page: templates that escape by themselves, one style sheet, and nothing from outside."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pilotage.facts.clock import Clock
from pilotage.handover.material import Material
from pilotage.handover.words import BASIS, OUTCOME, SEVERITY, area_title, sentence

THOUSAND = 1000
"""From here on a digit after the point says nothing."""

POLICY = "default-src 'none'; style-src '{style}'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Written:
    """A chapter as it stands on the page: its anchor, its heading and its HTML."""

    id: str
    title: str
    html: Markup


def draw(name: str, value: object, clock: Clock) -> Markup:
    """Return ``templates/<name>.html`` drawn for ``value``, which it knows as ``it``."""
    return Markup(_templates().get_template(f"{name}.html").render(it=value, clock=clock))


def write_page(material: Material, chapters: Sequence[Written]) -> str:
    """Return the whole page around its chapters."""
    style = files("pilotage.handover").joinpath("templates/report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _templates()
        .get_template("report.html")
        .render(
            policy=POLICY.format(style=f"sha256-{digest}"),
            style=Markup(style),
            chapters=chapters,
            migration=material.migration,
            situation=material.situation,
            clock=material.clock,
        )
    )


def amount(value: float) -> str:
    """Return a number with thousands marked, at most one digit after the point."""
    whole = round(value, 1) == round(value) or abs(value) >= THOUSAND
    return f"{value:,.0f}" if whole else f"{value:,.1f}"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("pilotage.handover"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(amount=amount, area_title=area_title, sentence=sentence)
    environment.globals.update(BASIS=BASIS, OUTCOME=OUTCOME, SEVERITY=SEVERITY)
    return environment
