"""Microsoft Secure Score of the tenant, of which the newest day counts.

Source  https://learn.microsoft.com/graph/api/security-list-securescores
"""

from __future__ import annotations

from collections.abc import Iterator

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.results import batch_of
from pilotage.collect.results.secure_score import latest, results


@resource(
    "secureScores",
    contexts=("security/secureScores",),
    only_here=("controlScores", "averageComparativeScores"),
)
def secure_scores(answer: Answer) -> Iterator[Batch]:
    """Yield THIRD_PARTY_RESULTS."""
    yield batch_of(results(latest(answer.objects)), answer.where)
