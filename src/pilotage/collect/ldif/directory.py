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
OTHER_KINDS = {"computer": "device", "contact": "contact"}
GUID_BYTES = 16


@dataclass
class Directory:
    """People, groups, and the ids and kinds of all objects by their normal name."""

    people: list[Entry] = field(default_factory=list)
    groups: list[Entry] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)

    def id_of(self, dn: str) -> str:
        """Return the id of the object called ``dn``; the normal name if it is not here."""
        name = normal(dn)
        return self.ids.get(name, name)

    def kind_of(self, dn: str) -> str | None:
        """Return user, group, device or contact, None for an object that is not here."""
        return self.kinds.get(normal(dn))

    def user_called(self, login: str) -> str:
        """Return the id of the person with this ``uid``; the login if there is none."""
        return self.logins.get(login.lower(), login)


def directory_of(entries: Iterable[Entry]) -> Directory:
    """Sort ``entries`` by kind and note their ids."""
    directory = Directory()
    for entry in entries:
        kind = _kind(entry)
        name = normal(entry.dn)
        directory.ids[name] = object_id(entry)
        if kind:
            directory.kinds[name] = kind
        if kind == "user":
            directory.people.append(entry)
            for login in entry.texts.get("uid", ()):
                directory.logins.setdefault(login.lower(), directory.ids[name])
        elif kind == "group":
            directory.groups.append(entry)
        else:
            what = entry.texts.get("objectclass", ["unknown"])[-1]
            directory.others[what] = directory.others.get(what, 0) + 1
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
    for name, kind in OTHER_KINDS.items():
        if name in classes:
            return kind
    if classes & GROUPS:
        return "group"
    return "user" if classes & PEOPLE else None
