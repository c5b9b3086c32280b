"""The whole collection: several streams at once, those of members after their groups.

What is refused is withheld and ends nothing. A stream that Graph keeps refusing for now does not
stop the others either; it is said when they have ended, and the next attempt goes on from there.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

from pilotage.connect.graph.declared import CHANGES, SINGLE, Resource
from pilotage.connect.graph.refusals import Refused
from pilotage.connect.graph.run import Run
from pilotage.connect.graph.streams import read
from pilotage.connect.graph.together import read_together
from pilotage.facts.errors import SourceBusy

AT_ONCE = 8
FIRST = (SINGLE, CHANGES)
LOOK = 0.5
"""Seconds between looks at the keyboard while threads work."""


@dataclass
class Collection:
    """What is asked, the run that asks it, and the event that ends it early."""

    run: Run
    asked: Sequence[Resource]
    stop: threading.Event
    busy: list[SourceBusy] = field(default_factory=list)

    def fill(self) -> None:
        """Read everything that is not there yet.

        Raises:
            SourceBusy: a stream could not be ended; what came until then is kept.
            SourceDenied: the system cannot be reached, trusted or signed in to.
        """
        roots = [one for one in self.asked if not one.parent and one.shape not in FIRST]
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="graph") as pool:
            try:
                _finish({pool.submit(self._before)})
                _finish({pool.submit(self._branch, one) for one in roots})
            except BaseException:
                self.stop.set()
                raise
        self._say_what_nobody_told()
        if self.busy:
            raise self.busy[0]

    def _before(self) -> None:
        """Read what others go by: how much there is, and from when on changes are told."""
        for one in self.asked:
            if one.shape == CHANGES:
                self._branch(one)
        try:
            read_together(self.run, self.asked, self._withhold)
        except SourceBusy as error:
            self.busy.append(error)

    def _branch(self, resource: Resource) -> None:
        """Read a stream and then those that ask about its objects."""
        try:
            read(self.run, resource)
        except Refused as refused:
            self._withhold(resource, refused)
        except SourceBusy as error:
            self.busy.append(error)
            return
        for child in (one for one in self.asked if one.parent == resource.id):
            if resource.id in self.run.answers.withheld:
                why = self.run.answers.withheld[resource.id].why
                self._withhold(child, Refused(f"{resource.says.lower()} were not told: {why}"))
            else:
                self._branch(child)

    def _withhold(self, resource: Resource, refused: Refused) -> None:
        """Keep that a stream will not be told. Without a licence there may be nothing to tell."""
        tables = () if refused.licence and self._told_elsewhere(resource) else resource.tables
        self.run.answers.withhold(resource.id, tables, f"{resource.says}: {refused.why}")

    def _told_elsewhere(self, resource: Resource) -> bool:
        """Tell whether another answer, that needs no licence, fills the same tables."""
        free = [one for one in self.asked if one.id != resource.id and not one.licence]
        filled = {table for one in free for table in (*one.tables, *one.adds)}
        return set(resource.tables) <= filled

    def _say_what_nobody_told(self) -> None:
        """Withhold a table that several answers would have added to, where none came."""
        withheld = self.run.answers.withheld
        for one in self.asked:
            lost = [table for table in one.adds if self._nobody_told(table)]
            if one.id in withheld and lost:
                before = withheld[one.id]
                self.run.answers.withhold(one.id, {*before.tables, *lost}, before.why)

    def _nobody_told(self, table: str) -> bool:
        fillers = [one for one in self.asked if table in (*one.tables, *one.adds)]
        return all(one.id in self.run.answers.withheld for one in fillers)


def _finish(pending: set[Future[None]]) -> None:
    """Wait for all, and raise what one of them raised."""
    while pending:
        done, pending = wait(pending, timeout=LOOK, return_when=FIRST_COMPLETED)
        for each in done:
            each.result()
