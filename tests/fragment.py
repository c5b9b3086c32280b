"""How a test builds a tenant from the few areas of an export that one policy reads.

``fragment(org_config={"AuditDisabled": False})`` reads those areas as ScubaGear would have
written them, so that a test walks the way from the export to the verdict.
"""

from __future__ import annotations

import json
from typing import Any

from harbour import NOW

from pilotage.collect.files.merge import captures, needed
from pilotage.collect.files.piece import Piece
from pilotage.collect.scubagear.provider import Provider
from pilotage.collect.scubagear.tables import batches
from pilotage.facts.snapshot import Snapshot

WHERE = "ProviderSettingsExport.json"
KIND = "ScubaGear provider export"


def fragment(**areas: Any) -> Snapshot:
    """Return the snapshot of an export that holds these areas, and nothing else.

    Values are what JSON holds: a lone object stands for a list of one, ``[None]`` for an empty
    list. Say that a command failed with ``aad_unsuccessful_commands=["Get-MgBetaDomain"]``.
    """
    export = json.loads(json.dumps(areas))
    provider = Provider({name.lower(): value for name, value in export.items()}, WHERE)
    kept, _ = needed([Piece("scubagear", KIND, (WHERE,), batch) for batch in batches(provider)])
    made, _ = captures(kept, {})
    return Snapshot("fragment", NOW, made)
