"""Configurations of ScubaGear, in YAML or JSON: which exceptions an organisation has registered.

Reads   exclusions, sensitive accounts and partner domains by policy, as settings
Knows   the products to assess beside the id of a policy
Source  https://github.com/cisagov/ScubaGear (docs/configuration/configuration.md)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import polars as pl

from pilotage.collect.files import Batch, ExportFile, Facts, reader
from pilotage.collect.files.documents import documents
from pilotage.collect.files.text import text_of
from pilotage.collect.scubagear.areas import AREA as AREAS
from pilotage.collect.scubagear.plain_yaml import parsed
from pilotage.collect.scubagear.provider import Provider
from pilotage.collect.scubagear.settings import settings
from pilotage.facts.errors import InputError
from pilotage.facts.snapshot import Refusal
from pilotage.facts.table import Table

CONFIGURATION = "scuba_config"
START = r'(?:^|[{,])\s*"?'
SIGNS = (
    re.compile(rf'{START}ProductNames"?\s*:', re.MULTILINE | re.IGNORECASE),
    re.compile(rf'{START}MS\.[A-Z]+\.\d+\.\d+v\d+"?\s*:', re.MULTILINE | re.IGNORECASE),
)
RESULTS = '"Tool"'


def recognise(file: ExportFile) -> str:
    """Return what the file is by the products and the policies that it names.

    An export carries a configuration too, and is known by its other areas.
    """
    known = all(sign.search(file.head) for sign in SIGNS)
    other = RESULTS in file.head or AREAS.search(file.head)
    return "ScubaGear configuration" if known and not other else ""


def fills(name: str, holds: str) -> Iterator[Table]:
    """Yield nothing: without a configuration there are only fewer exceptions."""
    yield from ()


@reader("scuba_config", recognise=recognise, fills=fills)
def read(file: ExportFile) -> Iterator[Batch | Refusal | Facts]:
    """Yield SETTINGS of the area that an export has its configuration in.

    Raises:
        InputError: it is neither JSON nor the part of YAML that is read; says the line.
    """
    if file.head.lstrip().startswith("{"):
        found = documents(file)
        config = found[0] if len(found) == 1 else None
    else:
        config = parsed(text_of(file), file.name)
    if not isinstance(config, Mapping):
        raise InputError("holds no configuration of ScubaGear", where=file.name)
    made = settings(Provider({CONFIGURATION: config}, file.name))
    yield Batch(made.table, made.frame.with_columns(object=_named(file)))


def _named(file: ExportFile) -> pl.Expr:
    """Name the configuration after its file, so that it stands beside the one of an export."""
    return pl.when(area=CONFIGURATION).then(pl.lit(file.name)).otherwise("object")
