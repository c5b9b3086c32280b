"""Audiences: which messages reach the people of a department."""

from __future__ import annotations

from pilotage.facts.engagement import Engagement, Message

EVERYBODY = "all"
"""The audience that every moving person belongs to."""


def is_for_all(message: Message) -> bool:
    """Say whether the message goes to everybody who moves."""
    return message.audience.strip().casefold() in (EVERYBODY, "*", "everyone")


def heard_by(engagement: Engagement, department: str) -> list[Message]:
    """Return the messages to a department, those to everybody among them."""
    wanted = department.strip().casefold()
    return [
        message
        for message in engagement.message
        if is_for_all(message) or message.audience.strip().casefold() == wanted
    ]


def moving_audiences(engagement: Engagement) -> tuple[str, ...]:
    """Return the departments of the file, or everybody where it names none."""
    return tuple(each.name for each in engagement.department) or (EVERYBODY,)
