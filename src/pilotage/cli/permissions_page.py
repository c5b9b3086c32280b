"""The page that says what is asked of each live system, and with which rights."""

from __future__ import annotations

from collections.abc import Iterator

from pilotage.connect.permissions import least
from pilotage.connect.sources import Ask, SourceKind
from pilotage.engine.sources import kinds

COLUMNS = ("asks", "request", "tables", "application", "delegated", "and", "source")
HEAD = f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|\n"


def permissions_page() -> str:
    """Return the page in Markdown: a chapter for each kind of source."""
    return "# Live systems: what is asked, and with which rights\n\n" + "".join(_chapters())


def _chapters() -> Iterator[str]:
    yield (
        "Pilotage only reads: no permission to write stands here. `pilotage connection test` says "
        "which of them a connection has; what is refused is unknown in the snapshot and ends "
        "nothing. `pilotage template app-registration` prints the script that registers Pilotage "
        "in a tenant with the fewest permissions, `pilotage template exchange-script` the one "
        "that exports Exchange Online.\n\n"
    )
    yield from map(_chapter, kinds())


def _chapter(kind: SourceKind) -> str:
    settings = "".join(
        f"- `{each.key}`{' (secret)' * each.secret}: {each.says}\n" for each in kind.settings
    )
    rows = "".join(map(_row, kind.asks))
    return (
        f"## `{kind.id}`: {kind.title}\n\n{_needed(kind.asks)}Settings:\n\n{settings}\n"
        f"{HEAD}{rows}\n"
    )


def _needed(asks: tuple[Ask, ...]) -> str:
    application, delegated = least(asks), least(asks, delegated=True)
    if not (application or delegated):
        return "Needs no permission beyond signing in, where it signs in at all.\n\n"
    return (
        f"In all, as an application: {', '.join(application) or 'none'}. "
        f"On behalf of a person: {', '.join(delegated) or 'none'}.\n\n"
    )


def _row(ask: Ask) -> str:
    cells = (
        ask.says,
        f"`{ask.asks}`",
        ", ".join(ask.tables),
        " or ".join(ask.application),
        " or ".join(ask.delegated),
        ", ".join(filter(None, (ask.role, ask.licence, ask.only_with))),
        ask.url,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"
