"""Copying: when each pass of a wave runs, how long it takes, and which limit binds it."""

from pilotage.plan.copying.fill import Fill, fills
from pilotage.plan.copying.first_day import FirstDay, first_days
from pilotage.plan.copying.limits import Limit, Limits, limits_of, published
from pilotage.plan.copying.lines import line_of
from pilotage.plan.copying.loads import Load, loads_of
from pilotage.plan.copying.opening import Opening
from pilotage.plan.copying.pace import Line, Term, changed, terms, unassessed
from pilotage.plan.copying.passes import Copying, Ground, Pass, copied, opening_of

__all__ = [
    "Copying",
    "Fill",
    "FirstDay",
    "Ground",
    "Limit",
    "Limits",
    "Line",
    "Load",
    "Opening",
    "Pass",
    "Term",
    "changed",
    "copied",
    "fills",
    "first_days",
    "limits_of",
    "line_of",
    "loads_of",
    "opening_of",
    "published",
    "terms",
    "unassessed",
]
