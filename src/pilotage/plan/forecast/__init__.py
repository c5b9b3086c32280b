"""Forecast: the range and the chance of the finish date, and what would win most of it."""

from pilotage.plan.forecast.calibration import Outcome, calibrate
from pilotage.plan.forecast.network import Network, Task, network_of
from pilotage.plan.forecast.run import Ask, forecast
from pilotage.plan.forecast.spread import LongTail, Spread, ThreePoint, exactly

__all__ = [
    "Ask",
    "LongTail",
    "Network",
    "Outcome",
    "Spread",
    "Task",
    "ThreePoint",
    "calibrate",
    "exactly",
    "forecast",
    "network_of",
]
