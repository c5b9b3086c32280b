"""The outlook: when the last wave ends, what would be won without what, and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from pilotage.facts.forecast import Forecast
from pilotage.handover.figures.finish import Finish, finish_distribution
from pilotage.handover.listing import Listing, listing
from pilotage.handover.material import Material
from pilotage.handover.words import sentence


@dataclass(frozen=True)
class Outlook:
    """The distribution of the finish date with its drivers, and how far it can be trusted."""

    drawing: Finish
    drivers: Listing
    borne_out: str
    seed: int
    assumed: Listing


def outlook(material: Material) -> Outlook | None:
    """Return the outlook; None where there is no forecast."""
    forecast = material.forecast
    if forecast is None:
        return None
    return Outlook(
        finish_distribution(forecast),
        drivers_table(forecast),
        forecast.borne_out,
        forecast.seed,
        assumptions_table(forecast),
    )


def drivers_table(forecast: Forecast | None) -> Listing:
    """Return one row per driver, the one without which most days are won first."""
    rows = [
        (
            sentence(each.cause),
            round(each.days, 1),
            None if each.chance is None else round(each.chance * 100, 1),
        )
        for each in (forecast.drivers if forecast else ())
    ]
    columns = ("Without this", "Days won on average", "Points of chance won")
    return listing("What makes it late", columns, rows)


def assumptions_table(forecast: Forecast | None) -> Listing:
    """Return one row per thing that the forecast takes for granted."""
    rows = [(sentence(says),) for says in (forecast.assumed if forecast else ())]
    return listing("Taken for granted by the forecast", ("Assumption",), rows)
