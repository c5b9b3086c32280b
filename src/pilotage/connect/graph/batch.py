"""Twenty questions in one request. Each part is throttled on its own inside a 200.

Source  https://learn.microsoft.com/graph/json-batching
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson

from pilotage.connect.answers import Effort
from pilotage.connect.graph.client import NOT_NOW, TOO_MANY, Client, Question, pause, retry_after
from pilotage.connect.graph.refusals import BAD_REQUEST, REFUSED, Refused, error_of
from pilotage.connect.graph.throttle import BATCHES
from pilotage.facts.errors import SourceBusy

MOST = 20


@dataclass(frozen=True)
class Part:
    """One question of a batch: the path after the version, and what it costs at whose pace.

    One that is ``spare`` is not asked again.
    """

    path: str
    workload: str
    cost: float = 1
    headers: Mapping[str, str] = field(default_factory=dict)
    spare: bool = False


@dataclass(frozen=True)
class PartAnswer:
    """What one question of a batch got."""

    status: int
    headers: Mapping[str, str]
    body: Any


def ask_together(
    client: Client, stream: str, parts: Sequence[Part], version: str = "v1.0"
) -> list[PartAnswer]:
    """Return the answer to each part, in their order.

    Raises:
        SourceBusy: a part was refused for now as often as it may be asked.
        Refused: the batch as a whole was refused.
    """
    found: dict[int, PartAnswer] = {}
    for start in range(0, len(parts), MOST):
        wanted = dict(enumerate(parts[start : start + MOST], start))
        found |= _all(client, stream, wanted, version)
    return [found[place] for place in range(len(parts))]


def _all(
    client: Client, stream: str, wanted: Mapping[int, Part], version: str
) -> dict[int, PartAnswer]:
    """Ask until every part has an answer that asking again would not change."""
    found: dict[int, PartAnswer] = {}
    waited, renewed = 0.0, False
    for attempt in range(1, client.patience.attempts + 1):
        left = {place: part for place, part in wanted.items() if place not in found}
        answers = _once(client, stream, left, version)
        if not renewed and any(each.status == REFUSED for each in answers.values()):
            client.token(client.token(""))
            answers = {k: v for k, v in answers.items() if v.status != REFUSED}
            renewed = True
        found |= {k: v for k, v in answers.items() if wanted[k].spare or v.status not in NOT_NOW}
        if found.keys() == wanted.keys():
            return found
        seconds = _hold(client, left, answers, attempt)
        waited += seconds
        if waited > client.patience.seconds or attempt == client.patience.attempts:
            break
        client.spend(stream, Effort(retries=len(wanted) - len(found), waited=seconds))
        client.clock.sleep(seconds)
    left_over = len(wanted) - len(found)
    says = f"Graph refused {left_over} parts of a batch for {stream}, again and again"
    raise SourceBusy(says, timedelta(minutes=1))


def _once(
    client: Client, stream: str, wanted: Mapping[int, Part], version: str
) -> dict[int, PartAnswer]:
    requests = [
        {"id": str(place), "method": "GET", "url": part.path}
        | ({"headers": dict(part.headers)} if part.headers else {})
        for place, part in wanted.items()
    ]
    for workload, cost in _costs(wanted).items():
        client.spend(stream, Effort(waited=client.turn(workload, cost)))
    url = f"{client.endpoint}/{version}/$batch"
    body = orjson.dumps({"requests": requests})
    answered = client.ask(Question(url, stream, BATCHES, body=body))
    if answered.reply.status >= BAD_REQUEST:
        error = error_of(answered.reply.status, answered.reply.body)
        raise Refused(f"Graph refused a batch (it said {error})")
    answers = dict(_parts(answered.said, wanted))
    for workload in sorted(_costs(wanted).keys() - _refused(wanted, answers)):
        client.paces[workload].answered()
    return answers


def _costs(wanted: Mapping[int, Part]) -> dict[str, float]:
    costs: dict[str, float] = {}
    for part in wanted.values():
        costs[part.workload] = costs.get(part.workload, 0.0) + part.cost
    return costs


def _parts(said: Any, wanted: Mapping[int, Part]) -> Iterator[tuple[int, PartAnswer]]:
    """Yield the answers by place; a part that is not there, or odd, is asked again."""
    responses = said.get("responses") if isinstance(said, dict) else None
    for one in responses if isinstance(responses, list) else ():
        if not isinstance(one, dict) or not isinstance(one.get("status"), int):
            continue
        place, headers = str(one.get("id")), one.get("headers")
        if place.isdecimal() and int(place) in wanted:
            named = headers if isinstance(headers, dict) else {}
            lower = {str(key).lower(): str(value) for key, value in named.items()}
            yield int(place), PartAnswer(one["status"], lower, one.get("body"))


def _hold(
    client: Client, left: Mapping[int, Part], answers: Mapping[int, PartAnswer], attempt: int
) -> float:
    """Slow down the workloads that refused; return the seconds until all may be asked again."""
    longest = pause(attempt, client.chance)
    said = [retry_after(each.headers) for each in answers.values() if each.status in NOT_NOW]
    longest = max(longest, *(each or 0.0 for each in said), 0.0)
    for workload in sorted(_refused(left, answers)):
        client.paces[workload].slower(longest)
    return longest


def _refused(wanted: Mapping[int, Part], answers: Mapping[int, PartAnswer]) -> set[str]:
    """Return the workloads of which a part was one too many."""
    return {wanted[place].workload for place, each in answers.items() if each.status == TOO_MANY}
