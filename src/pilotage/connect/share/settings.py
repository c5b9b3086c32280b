"""Which folder is walked, and what it is called."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pilotage.connect.sources import Ask, Setting
from pilotage.facts.errors import InputError

UNC = re.compile(r"\\\\(?P<server>[^\\/\s]+)\\(?P<share>[^\\/]+(?:\\[^\\/]+)*)\\?")
LIBRARY = "sites/{share}/Shared Documents"

SETTINGS = (
    Setting("path", "Folder in which the share is mounted here, for reading only"),
    Setting("name", r"Name of the share as people know it, such as \\quay-fs1\stock"),
    Setting(
        "target",
        "Library that it goes to, such as sites/Stock/Shared Documents, as its length counts "
        "for the longest path",
        required=False,
    ),
)

ASK = Ask(
    "folders",
    "What lies in each folder: sizes, counts, names, paths and rights",
    "The names, sizes, times and rights of files and folders; no file is opened",
    ("shared_folders",),
    role="An account that may list every folder, such as a member of Backup Operators",
    url="https://learn.microsoft.com/sharepoint/dev/solution-guidance/migration-file-share",
)


@dataclass(frozen=True)
class Share:
    """A mounted folder, the UNC name of the share, its server, and the library it goes to."""

    path: str
    name: str
    server: str
    target: str


def share_of(values: Mapping[str, str]) -> Share:
    """Return the settings as a share.

    Raises:
        InputError: the folder is none, or the name is no UNC name.
    """
    path, name = values.get("path", ""), values.get("name", "").strip()
    if not os.path.isdir(path):
        raise InputError(f"{path} is no folder", where="path", fix="Mount the share first.")
    found = UNC.fullmatch(name)
    if found is None:
        fix = r"Write it as \\server\share."
        raise InputError(f"is '{name}', which names no share", where="name", fix=fix)
    last = found["share"].rpartition("\\")[2]
    target = values.get("target", "").strip().strip("/") or LIBRARY.format(share=last)
    return Share(os.path.realpath(path), name.rstrip("\\"), found["server"].lower(), target)
