"""The documents that the receiving team will need are on the list.

Why     What is not on the list is written in the last week, by people who are already elsewhere,
        or not at all.
Fix     The migration lead adds a [[document]] with owner for each missing subject; the title
        must hold the word that the finding names.
Source  Pilotage practice, after the launch and handover lists of
        https://sre.google/sre-book/reliable-product-launches/
"""

from collections.abc import Iterator

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, holds, lacks
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

SUBJECTS = {
    "joiner": "how people start, change and leave",
    "known issues": "what people ask and what helps",
    "escalation": "whom to call, vendors and contracts",
    "admin": "who may change what, and emergency access",
    "restore": "how to get data back, and when it was last done",
    "guide": "short instructions for people",
}
"""A word that the title holds, and what the document is about."""


@migration_check(
    "documentation.handover_documents_listed",
    area=Area.DOCUMENTATION,
    severity=Severity.MEDIUM,
)
def handover_documents_listed(situation: Situation) -> Iterator[Finding]:
    """Yield one finding that names the subjects without a document."""
    engagement = agreed(situation)
    titles = " | ".join(each.title.casefold() for each in engagement.document)
    missing = [f"{about} ({word})" for word, about in SUBJECTS.items() if word not in titles]
    name = engagement.migration.name
    if missing:
        yield lacks(name, f"No document is listed for: {'; '.join(missing)}.", engagement.document)
    else:
        says = f"All {len(SUBJECTS)} subjects of a handover have a document."
        yield holds(name, says, engagement.document)
