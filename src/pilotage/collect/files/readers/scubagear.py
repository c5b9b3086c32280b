"""Exports of ScubaGear: ProviderSettingsExport.json, alone or inside ScubaResults.json.

Reads   Conditional Access, privileged roles, domains, DNS, licences, and all values as settings
Knows   the names of areas that only ScubaGear writes; an export of some of them is enough
Source  https://github.com/cisagov/ScubaGear (docs/misc/tooloutputschema.md)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.graph.loose import Odd
from pilotage.collect.moments import moment_of
from pilotage.collect.scubagear.areas import AREA
from pilotage.collect.scubagear.people import role_names
from pilotage.collect.scubagear.provider import Provider
from pilotage.collect.scubagear.tables import WHOLE, batches
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

RESULTS = re.compile(r'"Tool"\s*:\s*"ScubaGear"')


def recognise(file: ExportFile) -> str:
    """Return what the file is by the first areas it holds; not every export holds all."""
    if not file.head.lstrip().startswith("{"):
        return ""
    if RESULTS.search(file.head):
        return "ScubaGear results"
    return "ScubaGear provider export" if AREA.search(file.head) else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield the tables that an export has the whole of."""
    own = PurePosixPath(name).name.lower()
    if holds or own.startswith(("providersettingsexport", "scubaresults")):
        yield from WHOLE


@reader("scubagear", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield every table that the export holds something for, and all of it as settings.

    Raises:
        InputError: the file is cut off, or holds no provider export.
    """
    found = documents(file)
    export = found[0] if len(found) == 1 else None
    if isinstance(export, Mapping) and isinstance(export.get("Raw"), Mapping):
        export = export["Raw"]
    elif isinstance(export, Mapping) and "Results" in export:
        fix = "Give ProviderSettingsExport.json, or results of version 1.3 or later."
        raise InputError("holds results without the export they rest on", where=file.name, fix=fix)
    if not isinstance(export, Mapping):
        raise InputError("holds no provider export of ScubaGear", where=file.name)
    provider = Provider({key.lower(): value for key, value in export.items()}, file.name)
    try:
        yield from batches(provider)
        yield _facts(provider)
    except Odd as odd:
        raise InputError(str(odd), where=file.name) from odd


def _facts(provider: Provider) -> Facts:
    """Return the name of the tenant, of its roles, when it was read, and what could not be."""
    details = next(iter(provider.objects("tenant_details")), None)
    failed = provider.commands("unsuccessful")
    notes = [
        f"{provider.where}: {command} of {product} failed; its settings are not there"
        for product, commands in failed.items()
        for command in commands
    ]
    tenant = _text(details, "DisplayName") or _text(details, "DomainName")
    made = moment_of(_text(provider.areas, "timestamp_zulu"))
    return Facts(tenant, tuple(notes), role_names(provider), made)


def _text(thing: Any, name: str) -> str:
    value = thing.get(name) if isinstance(thing, Mapping) else None
    return value if isinstance(value, str) else ""
