"""Who may do what with a folder: owner, mode and access control list of POSIX.

Where a file system only pretends to have modes, as a Windows share does when it is mounted,
they say nothing about who may write; rights are unknown then.
"""

from __future__ import annotations

import grp
import os
import pwd
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ACL = "system.posix_acl_access"
ACL_VERSION, HEAD, ENTRY = 2, struct.Struct("<I"), struct.Struct("<HHI")
USER, OWN_GROUP, GROUP, MASK = 0x02, 0x04, 0x08, 0x10
"""Tags of entries: https://github.com/torvalds/linux/blob/master/include/uapi/linux/posix_acl.h"""

WRITE, ENTER = 0o2, 0o1
PRETEND = frozenset({"9p", "cifs", "exfat", "fuseblk", "msdos", "ntfs", "ntfs3", "smb3", "vfat"})
MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True)
class Rights:
    """Owner, group, mode and raw access control list of a file or folder."""

    user: int
    group: int
    mode: int
    acl: bytes = b""

    @property
    def everyone_writes(self) -> bool:
        """Tell whether any account of the server may write."""
        return bool(self.mode & WRITE)

    @property
    def everyone_enters(self) -> bool:
        """Tell whether any account of the server may reach what lies inside."""
        return bool(self.mode & ENTER)

    def said(self) -> list[str]:
        """Return who may do what, as ``group sales=rwx``."""
        entries = list(_entries(self.acl))
        mask = next((bits for tag, bits, _ in entries if tag == MASK), 0o7)
        group = next((bits & mask for tag, bits, _ in entries if tag == OWN_GROUP), self.mode >> 3)
        named = [
            f"{'user' if tag == USER else 'group'} {_name(tag, id)}={_letters(bits & mask)}"
            for tag, bits, id in entries
            if tag in (USER, GROUP)
        ]
        return [
            f"owner {_name(USER, self.user)}={_letters(self.mode >> 6)}",
            f"group {_name(GROUP, self.group)}={_letters(group)}",
            *sorted(named),
            f"everyone={_letters(self.mode)}",
        ]


def rights_of(path: str, status: os.stat_result) -> Rights:
    """Return the rights of a folder, with its access control list if it has one."""
    try:
        acl = os.getxattr(path, ACL, follow_symlinks=False)
    except OSError:
        acl = b""
    return Rights(status.st_uid, status.st_gid, status.st_mode & 0o7777, acl)


def no_rights(path: str, status: os.stat_result) -> Rights:
    """Return rights that say nothing, for a file system that only pretends to have them."""
    return Rights(0, 0, 0)


def pretends(path: Path, mounts: Path = MOUNTS) -> bool:
    """Tell whether the file system of ``path`` only pretends to have modes.

    ``mounts`` lists what is mounted where: https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    best, kind = "", ""
    for line in lines:
        before, _, after = line.partition(" - ")
        place = before.split(" ")[4].replace("\\040", " ")
        if path.is_relative_to(place) and len(place) >= len(best):
            best, kind = place, after.partition(" ")[0]
    return kind in PRETEND


def name_of(user: int) -> str:
    """Return the account with the number ``user``; nothing for root, which owns nothing itself."""
    return _name(USER, user) if user else ""


def _entries(acl: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield tag, rights and id of each entry."""
    if acl[: HEAD.size] == HEAD.pack(ACL_VERSION):
        entries = acl[HEAD.size :]
        yield from ENTRY.iter_unpack(entries[: len(entries) // ENTRY.size * ENTRY.size])


def _name(tag: int, id: int) -> str:
    try:
        return pwd.getpwuid(id).pw_name if tag == USER else grp.getgrgid(id).gr_name
    except (KeyError, OverflowError):
        return str(id)


def _letters(bits: int) -> str:
    return "".join(letter if bits & bit else "-" for letter, bit in (("r", 4), ("w", 2), ("x", 1)))
