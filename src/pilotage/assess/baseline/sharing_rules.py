"""What the sharing policies of Exchange give away to all domains.

A policy lists entries such as ``partner.example:CalendarSharingFreeBusySimple, ContactsSharing``.
``*`` is every domain, ``Anonymous`` is everybody on the internet; an entry without an action is
taken for all of them.

Source: https://learn.microsoft.com/powershell/module/exchange/new-sharingpolicy
"""

from __future__ import annotations

from collections.abc import Callable

from pilotage.assess.baseline import Thing, texts

ALL_DOMAINS = frozenset({"*", "anonymous"})
CONTACTS = frozenset({"contactssharing"})
CALENDARS = frozenset(
    {
        "calendarsharingfreebusysimple",
        "calendarsharingfreebusydetail",
        "calendarsharingfreebusyreviewer",
    }
)
"""Free and busy counts too: the baseline's instructions leave no sharing with all domains."""


def shares_with_all(actions: frozenset[str]) -> Callable[[Thing], bool | None]:
    """Return the test whether a policy gives one of ``actions`` to all domains."""

    def shares(policy: Thing) -> bool | None:
        if "domains" not in policy:
            return None
        return any(_gives(entry, actions) for entry in texts(policy, "domains"))

    return shares


def _gives(entry: str, actions: frozenset[str]) -> bool:
    domain, _, given = entry.lower().partition(":")
    named = {action.strip() for action in given.split(",")} - {""}
    return domain.strip() in ALL_DOMAINS and (not named or bool(named & actions))
