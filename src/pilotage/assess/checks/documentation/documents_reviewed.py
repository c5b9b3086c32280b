"""Every document has an owner, and was reviewed in the last 90 days.

Why     A document that nobody keeps is trusted once and wrong for ever.
Fix     The owner of each [[document]] reads it against what is there and the lead writes
        reviewed_on; a document without reader is deleted.
Source  https://diataxis.fr/ and Pilotage practice: what is not reviewed is not evidence
"""

from collections.abc import Iterator
from datetime import date

from pilotage.assess import migration_check
from pilotage.assess.agreed.entries import agreed, each_fault, holds, lacks
from pilotage.assess.agreed.spans import fresh, told
from pilotage.facts.engagement import Document
from pilotage.facts.finding import Area, Finding, Severity
from pilotage.facts.situation import Situation

DAYS = 90


@migration_check(
    "documentation.documents_reviewed", area=Area.DOCUMENTATION, severity=Severity.MEDIUM
)
def documents_reviewed(situation: Situation) -> Iterator[Finding]:
    """Yield one finding per document that is unowned or old, or one PASSED for all."""
    engagement, today = agreed(situation), situation.now.date()
    name, documents = engagement.migration.name, engagement.document
    if not documents:
        yield lacks(name, "No document is listed, so none is reviewed.")
        return
    faults = each_fault(documents, lambda each: each.title, lambda each: _old(each, today))
    says = f"All {len(documents)} documents were reviewed in the last {DAYS} days."
    yield from faults or [holds(name, says, documents)]


def _old(document: Document, today: date) -> str:
    if not document.owner.strip():
        return f'"{document.title}" has no owner.'
    if document.reviewed_on is None:
        return f'{document.owner} has not reviewed "{document.title}".'
    if not fresh(document.reviewed_on, today, DAYS):
        day = told(document.reviewed_on)
        return f'"{document.title}" was reviewed on {day}, not in the last {DAYS} days.'
    return ""
