"""How a test builds a tenant from the few areas of an export that one policy reads.

``fragment(org_config={"AuditDisabled": False})`` reads those areas as ScubaGear would have
written them, so that a test walks the way from the export to the verdict.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.facts.snapshot import Snapshot


def fragment(**areas: Any) -> Snapshot:
    """Return the snapshot of an export that holds these areas, its version, and nothing else.

    Values are what JSON holds: a lone object stands for a list of one, ``[None]`` for an empty
    list. Say that a command failed with ``aad_unsuccessful_commands=["Get-MgBetaDomain"]``.
    """
    with TemporaryDirectory() as folder:
        export = Path(folder) / "ProviderSettingsExport.json"
        export.write_text(json.dumps({"baseline_version": "1", **areas}), encoding="utf-8")
        return read_folder([export], side="source", taken_at=NOW, tenant="fragment").snapshot
