"""Text of other tools without its markup: it is data from elsewhere and is shown to people."""

from __future__ import annotations

import html
import re

LONGEST = 1000
"""Characters that are kept of what a tool says."""

UNSEEN = re.compile(
    r"<(script|style|head)\b.*?(</\1\s*>|$)|<div\s+class=['\"]policy-indicators['\"]>.*?(</div>|$)",
    re.DOTALL | re.IGNORECASE,
)
"""Elements whose content is no text, and the badges that ScubaGear puts behind a requirement."""

TAG = re.compile(r"</?[a-zA-Z!][^>]*(>|$)")
SPACE = re.compile(r"\s+")
LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")


def plain(marked: str) -> str:
    """Return the words of ``marked`` on one line: no HTML, no entities, no links."""
    seen = TAG.sub(" ", UNSEEN.sub(" ", marked))
    words = SPACE.sub(" ", html.unescape(seen)).strip()
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def first_paragraph(markdown: str) -> str:
    """Return the first paragraph of a report in Markdown; tables and lists follow it."""
    return plain(LINK.sub(r"\1", markdown.strip().partition("\n\n")[0]))
