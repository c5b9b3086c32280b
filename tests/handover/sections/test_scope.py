from __future__ import annotations

from dataclasses import replace

import harbour
from handover.sample import cells, material, situation

from pilotage.facts.snapshot import Snapshot
from pilotage.facts.tables import MAILBOXES, USERS
from pilotage.handover.sections.scope import scope


def source_counts(source: Snapshot) -> dict[str, str]:
    """Return the source column of the scope by title."""
    rows = cells(scope(material(situation=situation(source=source))).counts)
    return {row[0]: row[1] for row in rows}


def test_scope_counts_what_the_source_holds():
    counts = {row[0]: row[1:] for row in cells(scope(material()).counts)}

    assert counts["Accounts that may sign in"] == ("4", "4")
    assert counts["Devices"] == ("71", "Unknown: devices was not collected")
    assert counts["Files in sites, GB"][0] == "84.0"


def test_scope_never_counts_what_was_withheld_or_unread():
    source = harbour.without(harbour.tenant(), USERS, "permission User.Read.All is missing")
    source = harbour.unread(source, MAILBOXES, "kind")
    counts = {
        row[0]: row[1] for row in cells(scope(material(situation=situation(source=source))).counts)
    }

    assert counts["Guests"] == "Unknown: permission User.Read.All is missing"
    assert counts["Shared mailboxes"] == "Unknown: mailboxes was read without kind"


def test_scope_of_a_partly_withheld_table_is_at_least_what_is_known():
    known = harbour.tenant()
    partly = known.with_table(USERS, replace(known.captures["users"], missing="page 2 failed"))
    counts = {
        row[0]: row[1] for row in cells(scope(material(situation=situation(source=partly))).counts)
    }

    assert counts["Accounts that may sign in"] == "At least 4: page 2 failed"
