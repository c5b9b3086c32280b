"""The pages of tables name every wire that fills them."""

import pytest

from pilotage.engine.sources import kinds
from pilotage.facts.tables import TABLES

NAMED = {
    "dns": "DNS",
    "exchange": "cmdlets|Get-",
    "graph": "Graph|Report|report",
    "imap": "IMAP",
    "ldap": "LDAP",
    "network": "easured by Pilotage",
    "share": "walk of the mounted share",
}
"""By kind of source: how the text about a table may call it."""

FILLED = sorted({(kind.id, table) for kind in kinds() for ask in kind.asks for table in ask.tables})


@pytest.mark.parametrize(("kind", "table"), FILLED, ids=[f"{k} {t}" for k, t in FILLED])
def test_a_table_names_the_wire_that_fills_it(kind, table):
    said = TABLES[table].source

    assert any(word in said for word in NAMED[kind].split("|"))
