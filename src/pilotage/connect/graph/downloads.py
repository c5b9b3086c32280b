"""A report: Graph sends us on to another host, which is told nothing of us.

Source  https://learn.microsoft.com/graph/api/reportroot-getmailboxusagedetail
"""

from __future__ import annotations

from pilotage.connect.graph.client import REDIRECTS, Question
from pilotage.connect.graph.declared import Resource
from pilotage.connect.graph.paging import NOWHERE, redirected
from pilotage.connect.graph.refusals import BAD_REQUEST, Expired, Refused, error_of, refusal
from pilotage.connect.graph.run import Run
from pilotage.connect.graph.throttle import OTHER
from pilotage.connect.http import Reply


def read_report(run: Run, resource: Resource) -> None:
    """Read a report as the CSV that it is.

    Raises:
        Expired: the address that Graph gave for it is no longer valid.
        Refused, SourceBusy, SourceDenied: as ``Client.ask``.
    """
    asked = Question(run.first(resource), resource.id, resource.workload, json=False)
    reply = run.client.ask(asked).reply
    if reply.status in REDIRECTS:
        reply = _downloaded(run, resource, reply)
    elif reply.status >= BAD_REQUEST:
        raise refusal(resource, error_of(reply.status, reply.body))
    run.answers.page(resource.id, f"{resource.id}.csv", reply.body)
    run.tell(resource.says, 1, 1)


def _downloaded(run: Run, resource: Resource, sent_on: Reply) -> Reply:
    """Return what lies where Graph sent us on to, asked without the token."""
    host, place = redirected(sent_on), sent_on.headers.get("location", "")
    if host == NOWHERE or not place.lower().startswith("https://"):
        raise Refused(f"Graph sent us on to {host}, without encryption")
    there = Question(place, resource.id, OTHER, secret=False, json=False)
    reply = run.client.ask(there).reply
    if reply.status in REDIRECTS:
        raise Refused(f"{host} sent us on again, to {redirected(reply)}")
    if reply.status >= BAD_REQUEST:
        raise Expired(f"{host} did not give the report ({reply.status})")
    return reply
