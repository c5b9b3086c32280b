"""Minutes of working time that a person of a wave lost, by probes and tickets, or by a pulse."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from pilotage.facts.disruption import Disruption, Pulse
from pilotage.measure.measured import Measured, mean_interval

KPI, TITLE = "disruption_minutes_per_user", "Disruption minutes per person"
METHOD = "mean, bootstrap over people, 2,000 draws, seed 20"


def disruption_minutes_per_user(
    wave: int, people: int, events: Iterable[Disruption], pulses: Iterable[Pulse]
) -> Measured:
    """Return the mean minutes lost by the ``people`` of a wave.

    Where probes or tickets were kept, who has none lost nothing. Where there are none, the
    answers of a pulse count. Without either nothing is concluded.
    """
    own = [each for each in events if each.wave == wave]
    told = [minutes for each in pulses if each.wave == wave for minutes in each.minutes]
    if own:
        lost: dict[str, float] = defaultdict(float)
        for each in own:
            lost[each.person] += each.minutes
        values = list(lost.values())
        values += [0.0] * max(0, people - len(values))
        counts = Counter(each.source for each in own)
        sources = tuple(f"{n} {source}{'s' if n > 1 else ''}" for source, n in counts.items())
    else:
        values, sources = told, (f"{len(told)} answers to a pulse",) if told else ()
    if not values:
        note = f"No probe, ticket or pulse was kept for wave {wave}."
        return Measured(KPI, TITLE, "minutes", None, 0, note=note)
    low, high = mean_interval(values)
    mean = sum(values) / len(values)
    return Measured(KPI, TITLE, "minutes", mean, len(values), low, high, METHOD, sources)
