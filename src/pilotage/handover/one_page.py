"""One page for leadership: scope, timeline, dependencies, business impact, in this order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from fpdf import FPDF

Rows = tuple[tuple[str, str], ...]
MARGIN, LABEL, LINE = 15.0, 52.0, 4.6
"""In millimetres: around the page, the column of names, and the height of a line."""

LONGEST = 260
"""Characters of a cell; longer ones are cut, because everything fits one page."""


@dataclass(frozen=True)
class OnePage:
    """What the page says: a word with its reasons, and pairs of a name and a sentence."""

    title: str
    word: str
    reasons: tuple[str, ...]
    scope: Rows
    timeline: Rows
    dependencies: Rows
    impact: Rows
    foot: str

    @property
    def parts(self) -> tuple[tuple[str, Rows], ...]:
        """Return the four headings with what stands under each."""
        return (
            ("Scope", self.scope),
            ("Timeline", self.timeline),
            ("Dependencies", self.dependencies or (("Nothing", "We wait for nobody we know of."),)),
            ("Business impact", self.impact or (("Unknown", "No department is known."),)),
        )


def as_html(page: OnePage, styles: Iterable[str] = ()) -> str:
    """Return the page as one HTML document; without addresses of styles it needs nothing else."""
    links = "".join(f'<link rel="stylesheet" href="{escape(each)}">' for each in styles)
    reasons = "".join(f"<li>{escape(_short(each))}</li>" for each in page.reasons)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>{escape(page.title)}</title>{links}</head><body><main class="personal">'
        f"<h1>{escape(page.title)}: {escape(page.word)}</h1><ol>{reasons}</ol>"
        + "".join(_html_part(title, rows) for title, rows in page.parts)
        + f"<p><small>{escape(page.foot)}</small></p></main></body></html>"
    )


def _html_part(title: str, rows: Rows) -> str:
    lines = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(_short(says))}</dd>" for name, says in rows
    )
    return f'<h2>{escape(title)}</h2><dl class="kv">{lines}</dl>'


def as_pdf(page: OnePage, now: datetime) -> bytes:
    """Return the page as a PDF of one A4 page; the same page and moment give the same bytes."""
    for size in (9.5, 8.5, 7.5, 6.5):
        made = _written(page, now, size)
        if made.page_no() == 1:
            break
    return bytes(made.output())


def _written(page: OnePage, now: datetime, size: float) -> FPDF:
    pdf = FPDF(format="A4")
    pdf.set_creation_date(now)
    pdf.set_title(_latin(page.title))
    pdf.set_margin(MARGIN)
    pdf.set_auto_page_break(True, MARGIN)
    pdf.add_page()
    line = LINE * size / 9.5
    _say(pdf, f"{page.title}: {page.word}", size + 5, line * 1.7, bold=True)
    for place, each in enumerate(page.reasons, start=1):
        _say(pdf, f"{place}. {_short(each)}", size, line)
    for title, rows in page.parts:
        pdf.ln(line / 2)
        _say(pdf, title, size + 2, line * 1.4, bold=True)
        _table(pdf, rows, size, line)
    pdf.ln(line / 2)
    _say(pdf, page.foot, size - 1, line)
    return pdf


def _say(pdf: FPDF, text: str, size: float, line: float, *, bold: bool = False) -> None:
    pdf.set_font("Helvetica", "B" if bold else "", size)
    pdf.multi_cell(0, line, _latin(text), new_x="LMARGIN", new_y="NEXT")


def _table(pdf: FPDF, rows: Iterable[tuple[str, str]], size: float, line: float) -> None:
    """Write pairs in two columns; both begin on the same height."""
    for name, says in rows:
        top, page = pdf.get_y(), pdf.page_no()
        pdf.set_font("Helvetica", "B", size)
        pdf.multi_cell(LABEL, line, _latin(_short(name)), align="L")
        ends = pdf.get_y()
        if pdf.page_no() == page:
            pdf.set_xy(MARGIN + LABEL + 2, top)
        pdf.set_font("Helvetica", "", size)
        pdf.multi_cell(0, line, _latin(_short(says)), align="L", new_x="LMARGIN", new_y="NEXT")
        if pdf.page_no() == page:
            pdf.set_y(max(ends, pdf.get_y()))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 3].rstrip() + "..."


def _latin(text: str) -> str:
    """Return text in the letters of the standard fonts; others lose accents, or become ``?``."""
    plain = text.replace("\u202f", " ")
    return "".join(_letter(each) for each in plain)


def _letter(letter: str) -> str:
    if letter.isascii() or letter.encode("latin-1", "ignore"):
        return letter
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    return bare or "?"
