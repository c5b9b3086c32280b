"""One small question per ask, twenty at a time: what may be read, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from pilotage.connect.graph.batch import Part, ask_together
from pilotage.connect.graph.client import Client
from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.refusals import BAD_REQUEST, NOT_FOUND, error_of, refusal
from pilotage.connect.sources import Probe

STREAM = "probe"
CONSENT = "Grant it to the application, and have an administrator consent"
BUY = "Nothing to do, unless the organisation buys it"


def probed(client: Client, asked: Sequence[Resource], now: datetime) -> Iterator[Probe]:
    """Yield whether each question can be asked. A report's answer is only that it is ready.

    A trial about an object that is not there is refused for a missing right before it is missed.

    Raises:
        SourceBusy, SourceDenied: as ``Client.ask``.
    """
    parts = [Part(each.probe(now), each.workload, each.cost) for each in asked]
    for each, answer in zip(asked, ask_together(client, STREAM, parts), strict=True):
        if answer.status < BAD_REQUEST or (each.trial and answer.status == NOT_FOUND):
            yield Probe(each.ask(), True)
        else:
            refused = refusal(each, error_of(answer.status, answer.body or {}))
            fix = BUY if refused.licence else CONSENT
            yield Probe(each.ask(), False, refused.why, f"{fix}.")
