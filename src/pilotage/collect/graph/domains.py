"""Domains of the tenant.

Source  https://learn.microsoft.com/graph/api/resources/domain
"""

from __future__ import annotations

from collections.abc import Iterator

from pilotage.collect.batch import Batch
from pilotage.collect.graph import Answer, resource
from pilotage.collect.graph.fields import FLAG, LOWER, NUMBER, TEXTS, Field
from pilotage.collect.graph.objects import batch
from pilotage.facts.tables import DOMAINS

DOMAIN = {
    "domain": Field("id", LOWER),
    "verified": Field("isVerified", FLAG),
    "default": Field("isDefault", FLAG),
    "initial": Field("isInitial", FLAG),
    "authentication": Field("authenticationType", LOWER),
    "services": Field("supportedServices", TEXTS),
    "password_days": Field("passwordValidityPeriodInDays", NUMBER),
}


@resource("domains", only_here=("isVerified", "supportedServices"))
def domains(answer: Answer) -> Iterator[Batch]:
    """Yield DOMAINS."""
    yield batch(DOMAINS, answer, DOMAIN)[0]
