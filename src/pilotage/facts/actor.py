"""Who changes something, and from where: what the audit log writes down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A person or a part of Pilotage that acts.

    ``who`` is the address a person signs in with, or a name such as ``worker``; ``source`` is
    ``cli``, ``api``, ``worker``, ``link`` or the network address that the request came from.
    """

    who: str
    source: str


WORKER = Actor("worker", "worker")
"""Acts when a job runs that nobody in particular asked for."""
