"""Microsoft Secure Score of the tenant, of which the newest day counts.

Source  https://learn.microsoft.com/graph/api/security-list-securescores
"""

from __future__ import annotations

from collections.abc import Iterator

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.results import batch_of, text
from pilotage.collect.results.secure_score import latest, results
from pilotage.collect.results.tenants import tenants


@resource(
    "secureScores",
    contexts=("security/secureScores",),
    only_here=("controlScores", "averageComparativeScores"),
)
def secure_scores(answer: Answer) -> Iterator[Batch]:
    """Yield THIRD_PARTY_RESULTS."""
    day = latest(answer.objects)
    yield batch_of(results(day), answer.where, tenants(text(day, "azureTenantId")))
