"""A plain list of Conditional Access policies, however somebody saved it.

It may be a JSON array, one or many pages of Graph, one policy per file in a folder, or the
provider export of ScubaGear. What is a policy and cannot be read is named, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from pilotage.collect.files import ExportFile
from pilotage.collect.files.documents import documents
from pilotage.collect.files.find import files_below, opened
from pilotage.collect.graph.conditional_access import conditional_access_rows
from pilotage.collect.graph.fields import word
from pilotage.collect.graph.loose import DEEPEST
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal

SIGNS = frozenset({"conditions", "grantcontrols", "sessioncontrols"})
NOT_ACTING = ("disabled", "enabledforreportingbutnotenforced")
EXPORTED = "conditional_access_policies"
WHAT = "a JSON array of policies, answers of Graph, or a ScubaGear export"
NEXT = "a page that should follow and is not there"


@dataclass(frozen=True)
class PolicyList:
    """Rows of CONDITIONAL_ACCESS_POLICIES, and the policies that may act and were not read.

    ``unread`` names each, and says what is wrong with it.
    """

    rows: pl.DataFrame
    unread: tuple[Refusal, ...]


@dataclass
class _Heap:
    """What has been found so far: objects that should be policies, pages, and links to more."""

    policies: list[Any]
    pages: int = 0
    links: int = 0
    others: int = 0

    def add(self, thing: Any, depth: int = 0) -> None:
        """Sort one document, page or object; what lies too deep is no policy that we can read."""
        if isinstance(thing, list) and depth < DEEPEST:
            for one in thing:
                self.add(one, depth + 1)
        elif not isinstance(thing, Mapping):
            self.policies += [] if thing is None else [thing]
        else:
            lower = {key.lower(): value for key, value in thing.items()}
            self._add_object(lower, thing, depth + 1)

    def _add_object(self, lower: Mapping[str, Any], thing: Mapping[str, Any], depth: int) -> None:
        if EXPORTED in lower:
            self.add(lower[EXPORTED], depth)
        elif "value" in lower:
            self.pages += 1
            self.links += bool(lower.get("@odata.nextlink"))
            self.add(lower["value"], depth)
        elif SIGNS & lower.keys():
            self.policies.append(thing)
        else:
            self.others += 1


def read_policies(path: Path) -> PolicyList:
    """Read the policies of a file or a folder.

    Raises:
        InputError: it cannot be read, or holds something else than policies.
    """
    heap = _Heap([])
    for file in _files(path):
        for document in documents(file):
            heap.add(document)
    if not heap.policies and heap.others:
        says = "holds no Conditional Access policy."
        raise InputError(says, where=str(path), fix=f"Give {WHAT}.")
    named = [_with_id(policy, number) for number, policy in enumerate(heap.policies, 1)]
    refused: list[Refusal] = []
    frames = [conditional_access_rows([]).frame]
    for policy in named:
        made = conditional_access_rows([policy], path.name)
        frames.append(made.frame)
        refused += (Refusal(_name(policy), each.why) for each in made.refused if _may_act(policy))
    if heap.links and heap.links >= heap.pages:
        refused.append(Refusal(path.name, NEXT, 0))
    return PolicyList(pl.concat(frames), tuple(refused))


def _files(path: Path) -> Iterator[ExportFile]:
    """Yield the JSON files at ``path``; a file that was named itself must be one.

    Raises:
        InputError: there is no such file, or it cannot be read.
    """
    named = path.is_file()
    with TemporaryDirectory(prefix="pilotage-") as scratch:
        for found in files_below([path]):
            for file in opened(found, Path(scratch)):
                if isinstance(file, Refusal):
                    raise InputError(f"{file.why}.", where=file.where, fix=f"Give {WHAT}.")
                if named or file.name.lower().endswith(".json"):
                    yield file


def _with_id(policy: Any, number: int) -> Any:
    """Return a policy with an id of its own; a list that somebody wrote may have none."""
    if not isinstance(policy, Mapping) or any(
        key.lower() == "id" and isinstance(value, str) and value for key, value in policy.items()
    ):
        return policy
    rest = {key: value for key, value in policy.items() if key.lower() != "id"}
    return {**rest, "id": f"policy {number}"}


def _may_act(policy: Any) -> bool:
    return _text(policy, "state").lower() not in NOT_ACTING


def _name(policy: Any) -> str:
    return _text(policy, "displayname") or _text(policy, "id") or word(policy)


def _text(policy: Any, wanted: str) -> str:
    if not isinstance(policy, Mapping):
        return ""
    values = (value for key, value in policy.items() if str(key).lower() == wanted)
    return next((value for value in values if isinstance(value, str)), "")
