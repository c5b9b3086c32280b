"""The directory that entries of one file make: who is in it, under which id, of which kind.

An object's id is its objectGUID or entryUUID; where the export has neither, its name in the
tree. Members, managers and owners are named by their place in the tree, so all entries must
have been seen before a reference can be turned into an id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from pilotage.collect.ldif.records import Entry

GROUPS = frozenset({"group", "groupofnames", "groupofuniquenames", "groupofmembers", "posixgroup"})
PEOPLE = frozenset(
    {"user", "inetorgperson", "organizationalperson", "person", "posixaccount", "account"}
)
MANAGED = frozenset({"msds-managedserviceaccount", "msds-groupmanagedserviceaccount"})
"""Service accounts whose password the domain keeps; the schema makes them computers too."""

OTHER_KINDS = {"computer": "device", "contact": "contact"}
GUID_BYTES = 16


@dataclass
class Directory:
    """People, groups and others, and the ids and kinds of all objects by their normal name."""

    people: list[Entry] = field(default_factory=list)
    groups: list[Entry] = field(default_factory=list)
    computers: list[Entry] = field(default_factory=list)
    contacts: list[Entry] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    named: dict[str, Entry] = field(default_factory=dict)

    def id_of(self, dn: str) -> str:
        """Return the id of the object called ``dn``; the normal name if it is not here."""
        name = normal(dn)
        return self.ids.get(name, name)

    def entry(self, dn: str) -> Entry | None:
        """Return the entry of the object called ``dn``, if it is here."""
        return self.named.get(normal(dn))

    def kind_of(self, dn: str) -> str | None:
        """Return user, group, device or contact, None for an object that is not here."""
        return self.kinds.get(normal(dn))

    def user_called(self, login: str) -> str:
        """Return the id of the person with this ``uid``; the login if there is none."""
        return self.logins.get(login.lower(), login)


def directory_of(entries: Iterable[Entry]) -> Directory:
    """Sort ``entries`` by kind and note their ids; an object that comes twice is what it was last.

    A live directory gives an object again that was changed while the rest was read.
    """
    directory = Directory()
    lists = {
        "user": directory.people,
        "group": directory.groups,
        "device": directory.computers,
        "contact": directory.contacts,
    }
    for id, entry in {object_id(entry): entry for entry in entries}.items():
        kind, name = _kind(entry), normal(entry.dn)
        directory.ids[name], directory.named[name] = id, entry
        if kind:
            directory.kinds[name] = kind
            lists[kind].append(entry)
        else:
            what = entry.texts.get("objectclass", ["unknown"])[-1]
            directory.others[what] = directory.others.get(what, 0) + 1
    for entry in directory.people:
        for login in entry.texts.get("uid", ()):
            directory.logins.setdefault(login.lower(), object_id(entry))
    return directory


def object_id(entry: Entry) -> str:
    """Return the lasting id of an entry, in the way its vendor's tools write it."""
    guid = entry.raw.get("objectguid", b"")
    if len(guid) == GUID_BYTES:
        return str(UUID(bytes_le=guid))
    return (entry.first("entryuuid") or normal(entry.dn)).lower()


def normal(dn: str) -> str:
    """Return a distinguished name in lower case without the blanks that do not count."""
    spelled = re.sub(r'\\([,+"\\<>;=#])', lambda sign: f"\\{ord(sign[1]):02x}", dn.strip())
    return re.sub(r"\s*([,+=])\s*", r"\1", spelled).lower()


def _kind(entry: Entry) -> str | None:
    classes = {name.lower() for name in entry.texts.get("objectclass", ())}
    if classes & MANAGED:
        return "user"
    for name, kind in OTHER_KINDS.items():
        if name in classes:
            return kind
    if classes & GROUPS:
        return "group"
    return "user" if classes & PEOPLE else None
