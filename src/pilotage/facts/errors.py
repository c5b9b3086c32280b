"""Every error that Pilotage raises on purpose.

PilotageError
  SchemaMismatch      a frame does not have the columns its table promises
  CatalogueError      an entry is declared twice, or badly
  InputError          something a person gave us cannot be used; says which file, line or key
    TooLarge            a file has more bytes than are taken
  HomeBusy            another process is writing the home folder
  NotKnown            what was asked for is not in the home folder
  NotAllowed          the person's roles do not allow it; says which do
  ChangedMeanwhile    somebody else saved first; `standing` is what is there now
  SourceError         a system we read from or write to said no
    SourceDenied        it said no for good: permission, licence, unknown object
    SourceBusy          it said not now; `retry_after` tells when
  Infeasible          no plan satisfies the constraints; `conflicts` names them
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta


class PilotageError(Exception):
    """Base of every error raised on purpose; catch it at a front door only."""


class SchemaMismatch(PilotageError):
    """A frame does not have the columns its table promises."""


class CatalogueError(PilotageError):
    """An entry is declared twice, or its declaration contradicts its file."""


class InputError(PilotageError):
    """Input cannot be used as a whole; ``where`` names the file, with line or key if known.

    A single bad row is not an ``InputError``: readers refuse the row, count it and go on.
    """

    def __init__(self, says: str, *, where: str = "", fix: str = "") -> None:
        self.says, self.where, self.fix = says, where, fix
        said = f"{where}: {says}" if where else says
        super().__init__(f"{said.rstrip('.')}. {fix}" if fix else said)


class TooLarge(InputError):
    """A file has more bytes than are taken; nothing was kept."""


class HomeBusy(PilotageError):
    """Another process is writing the home folder; nothing was changed."""


class NotKnown(PilotageError):
    """The snapshot, plan, person or object asked for does not exist."""


class NotAllowed(PilotageError):
    """The roles of the person do not allow what was asked; nothing was changed."""


class ChangedMeanwhile(PilotageError):
    """Somebody else saved first; ``standing`` is what is there now, and nothing was changed."""

    def __init__(self, says: str, standing: object) -> None:
        super().__init__(says)
        self.standing = standing


class SourceError(PilotageError):
    """A system that we read from or write to refused."""


class SourceDenied(SourceError):
    """The refusal is final: permission, licence, or an unknown object."""


class SourceBusy(SourceError):
    """The refusal is for now; try again after ``retry_after``."""

    def __init__(self, message: str, retry_after: timedelta) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Infeasible(PilotageError):
    """No plan satisfies the constraints; ``conflicts`` names those that clash, in words."""

    def __init__(self, conflicts: Sequence[str]) -> None:
        super().__init__("; ".join(conflicts))
        self.conflicts = tuple(conflicts)
