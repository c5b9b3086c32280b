"""One stream, in the way that its shape asks for; a stale link starts it again, once."""

from __future__ import annotations

from pilotage.connect.graph.changes import read_changes
from pilotage.connect.graph.declared import CHANGES, EACH, REPORT, Resource
from pilotage.connect.graph.downloads import read_report
from pilotage.connect.graph.each import read_each
from pilotage.connect.graph.lists import read_list
from pilotage.connect.graph.refusals import Expired, Refused
from pilotage.connect.graph.run import Run

HOW = {CHANGES: read_changes, EACH: read_each, REPORT: read_report}


def read(run: Run, resource: Resource) -> None:
    """Read one stream from where an earlier attempt ended.

    Raises:
        Refused: Graph will not answer.
        SourceBusy, SourceDenied: as ``Client.ask``.
    """
    if run.answers.stream(resource.id).ended:
        return
    how = HOW.get(resource.shape, read_list)
    try:
        how(run, resource)
    except Expired:
        run.forget(resource.id)
        try:
            how(run, resource)
        except Expired as error:
            raise Refused(f"{error}, also after starting again") from error
