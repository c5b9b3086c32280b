"""Reading 20,000 objects of a Samba domain controller, beside ldapsearch on the same queries.

Samba takes two minutes to add them, and more than six to add 50,000; a person takes it three
times as long as a contact, so most of them are contacts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

from benchmarks.figure import Figure, seconds_figure, timed
from pilotage.connect.answers import Answers
from pilotage.connect.ldap import KIND
from pilotage.connect.ldap.questions import QUESTIONS

sys.path.append(str(Path(__file__).parent.parent / "tests"))

OBJECTS, PEOPLE = 20_000, 2_000
RUNS = 3


def ours(server: Any, folder: Path) -> int:
    """Collect all into ``folder`` and return how many objects came."""
    answers = Answers(folder)
    KIND.open(server.settings()).collect(answers, lambda what, done, of: None)
    return (folder / "directory.ldif").read_bytes().count(b"\ndn:")


def ldapsearch(samba: Any, server: Any, out: Path) -> int:
    """Ask the same questions with ldapsearch, into a file, and return how many objects came."""
    command = [
        *("ldapsearch", "-x", "-LLL", "-o", "ldif-wrap=no", "-E", "pr=1000/noprompt"),
        *("-H", f"ldaps://{server.host}", "-D", samba.ADMINISTRATOR, "-w", samba.PASSWORD),
        *("-b", samba.BASE),
    ]
    trusts = {**os.environ, "LDAPTLS_CACERT": server.ca_file}
    with out.open("wb") as file:
        for question in QUESTIONS:
            asked = [*command, question.active_directory, *question.attributes]
            subprocess.run(asked, stdout=file, env=trusts, check=True)
            file.write(b"\n")
    return (b"\n" + out.read_bytes()).count(b"\ndn:")


def figures() -> Iterator[Figure]:
    """Yield the time of a collection against that of ldapsearch; nothing without a server."""
    samba = import_module("servers.samba")
    if why := samba.why_not():
        print(f"collect_ldap: {why}", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "samba").mkdir()
        print(f"filling a directory with {OBJECTS:,} objects takes minutes", file=sys.stderr)
        with samba.samba(folder / "samba", PEOPLE, OBJECTS - PEOPLE) as server:
            turns = count()
            seconds, found = timed(lambda: ours(server, folder / f"run{next(turns)}"), RUNS)
            bare, same = timed(lambda: ldapsearch(samba, server, folder / "bare.ldif"), RUNS)
    assert found == same >= OBJECTS, (found, same)
    rates = f"{found / seconds:,.0f} a second, ldapsearch {same / bare:,.0f}"
    print(f"{found:,} objects: {rates}", file=sys.stderr)
    yield seconds_figure("collect_ldap.samba_20k", seconds, "ldapsearch", bare)
