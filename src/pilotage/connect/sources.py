"""What every wire is: settings that open it, questions that it asks, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pilotage.connect.answers import Answers

Report = Callable[[str, int, int], None]
"""Called with what is being done, how far it is, and how far it will go (0 if unknown)."""


@dataclass(frozen=True)
class Ask:
    """One question to a system, in the words of its documentation.

    ``id`` is unique within a kind of source. ``tables`` are the tables of a snapshot that the
    answer fills. ``application`` and ``delegated`` are the least permissions, one of each line
    is enough; ``role`` is what the person or the account must be beside that, and ``licence``
    what the organisation must have. ``url`` is the page that says so. ``only_with`` is the
    setting with which alone it is asked, such as ``calendars=yes``.
    """

    id: str
    says: str
    asks: str
    tables: tuple[str, ...]
    application: tuple[str, ...] = ()
    delegated: tuple[str, ...] = ()
    role: str = ""
    licence: str = ""
    url: str = ""
    only_with: str = ""


@dataclass(frozen=True)
class Setting:
    """One value that opens a wire. A secret is asked without echo and kept encrypted."""

    key: str
    says: str
    secret: bool = False
    required: bool = True
    default: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Probe:
    """Whether one question can be asked: the refusal in ``why``, what is missing in ``fix``."""

    ask: Ask
    readable: bool
    why: str = ""
    fix: str = ""


class Source(Protocol):
    """An open wire to one system."""

    def probe(self) -> Iterator[Probe]:
        """Ask a little of every question. A refusal is a probe, not an error.

        Raises:
            SourceDenied: the system cannot be reached, trusted or signed in to at all.
        """

    def collect(self, answers: Answers, report: Report) -> None:
        """Ask every question and keep what is said; go on where an earlier attempt ended.

        What is refused for good is kept as withheld and ends nothing.

        Raises:
            SourceDenied: as ``probe``.
            SourceBusy: the system did not answer in the time that a collection may take; what
                came until then is kept.
        """


@dataclass(frozen=True)
class SourceKind:
    """A kind of system: its page, the settings that open it, and what it is asked.

    ``open`` takes the settings by key, secrets among them, and raises ``InputError`` for one
    that makes no sense. It does not speak to the system yet.
    """

    id: str
    title: str
    settings: tuple[Setting, ...]
    asks: tuple[Ask, ...]
    open: Callable[[Mapping[str, str]], Source]
