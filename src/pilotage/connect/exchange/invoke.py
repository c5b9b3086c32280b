"""Cmdlets over HTTP: the interface that the PowerShell module of Exchange Online itself uses.

A cmdlet and its parameters are posted to ``InvokeCommand``; several go together to ``$batch``.
Of this interface Microsoft documents a preview (``adminapi/v2.0``) with six endpoints, none of
which has permissions, rules or connectors. The path below, ``adminapi/beta``, is the module's
own: it is widely used and not promised to anybody. What it refuses becomes "withheld"; the
export script reads the same through supported cmdlets.

Source  https://learn.microsoft.com/exchange/reference/admin-api-get-started
Source  https://michev.info/blog/post/5822/all-you-need-to-know-about-exchange-online-admin-api-or-how-to-run-cmdlets-without-powershell
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson

from pilotage.connect.answers import Effort
from pilotage.connect.exchange.declared import PERMISSION, Command
from pilotage.connect.graph.client import NOT_NOW, Client, Question, pause
from pilotage.connect.graph.throttle import OTHER
from pilotage.facts.errors import SourceBusy, SourceDenied

OK, REDIRECTED, BAD_REQUEST, UNAUTHORISED, FORBIDDEN = 200, 300, 400, 401, 403
PAGE, TOGETHER, ATTEMPTS = 500, 10, 6
MOST_PAGES = 20_000
"""Pages of one answer."""

LONGEST = 200
SYSTEM_MAILBOX = "APP:SystemMailbox{bb558c35-97f1-4cb9-8ff7-d53741dc928c}"
"""The mailbox that leads a request of an application to its tenant."""

SCRIPT = "pilotage template exchange-script writes a script that reads the same"


class Refused(SourceDenied):
    """Exchange will not run a cmdlet; the others may go on."""


@dataclass(frozen=True)
class Call:
    """A cmdlet with its parameters."""

    command: Command
    parameters: Mapping[str, str | bool]

    @property
    def body(self) -> dict[str, Any]:
        """Return it as the service takes it."""
        given = {"CmdletName": self.command.service, "Parameters": dict(self.parameters)}
        return {"CmdletInput": given}


@dataclass(frozen=True)
class Said:
    """What one cmdlet gave: its objects, the link to more of them, or why it was refused."""

    objects: Sequence[Mapping[str, Any]] = ()
    more: str = ""
    why: str = ""


@dataclass(frozen=True)
class Cmdlets:
    """Runs cmdlets in one tenant."""

    client: Client
    tenant: str
    chance: random.Random = field(default_factory=random.Random, repr=False)

    @property
    def place(self) -> str:
        """Return the address of the tenant."""
        return f"{self.client.endpoint}/adminapi/beta/{self.tenant}"

    def run(self, call: Call, link: str = "") -> Said:
        """Return one page of what a cmdlet gives; ``link`` goes on where another page ended.

        Raises:
            Refused: Exchange will not run it, or sends us elsewhere.
            SourceBusy: it did not answer in the time that a question may take.
        """
        url = link or f"{self.place}/InvokeCommand"
        if not url.startswith(f"{self.place}/"):
            raise Refused("Exchange names another host for the next page, which is not asked")
        said = self._post(url, call.command.id, call.body)
        if said.why:
            raise Refused(said.why)
        return said

    def pages(self, call: Call, link: str = "") -> Iterator[Said]:
        """Yield the page at ``link`` and those that follow, of a cmdlet that gives many objects.

        Raises:
            Refused, SourceBusy: as ``run``; also where pages follow each other without end.
        """
        seen = {link}
        while True:
            said = self.run(call, link)
            if said.more in seen - {""} or len(seen) > MOST_PAGES:
                raise Refused(f"{call.command.service} goes round in circles")
            yield said
            if not (link := said.more):
                return
            seen.add(link)

    def whole(self, call: Call, said: Said) -> Said:
        """Return an answer with the pages that follow it, and why if they cannot be had.

        Raises:
            SourceBusy: as ``run``.
        """
        if not said.more:
            return said
        objects = list(said.objects)
        try:
            for page in self.pages(call, said.more):
                objects += page.objects
        except Refused as refused:
            return Said(objects, why=str(refused))
        return Said(objects)

    def together(self, stream: str, calls: Sequence[Call]) -> list[Said]:
        """Return what each cmdlet gives first, ten to a request; a refusal is one of the answers.

        Raises:
            Refused, SourceBusy: as ``run``, for a whole request.
        """
        parts = [calls[start : start + TOGETHER] for start in range(0, len(calls), TOGETHER)]
        return [said for part in parts for said in self._batch(stream, part)]

    def _batch(self, stream: str, calls: Sequence[Call]) -> list[Said]:
        """Ask again what Exchange has no time for, and only that."""
        said: dict[int, Said] = {}
        for attempt in range(1, ATTEMPTS + 1):
            left = [index for index in range(len(calls)) if index not in said]
            if not left:
                return [said[index] for index in range(len(calls))]
            if attempt > 1:
                self._wait(stream, attempt - 1)
            said |= self._parts(stream, {index: calls[index] for index in left})
        says = f"Exchange has no time for {calls[0].command.service}"
        raise SourceBusy(says, timedelta(minutes=5))

    def _wait(self, stream: str, attempts: int) -> None:
        seconds = pause(attempts, self.chance)
        self.client.clock.sleep(seconds)
        self.client.spend(stream, Effort(retries=1, waited=seconds))

    def _parts(self, stream: str, calls: Mapping[int, Call]) -> dict[int, Said]:
        """Return the answers by place, without those that may be asked again, or are odd."""
        requests = [
            {
                "id": str(index),
                "method": "POST",
                "url": f"{self.place}/InvokeCommand",
                "headers": {"Content-Type": "application/json", **self._headers},
                "body": call.body,
            }
            for index, call in calls.items()
        ]
        answered = self.client.ask(
            self._question(f"{self.place}/$batch", stream, {"requests": requests})
        )
        if answered.reply.status >= REDIRECTED:
            raise Refused(refusal(answered.reply.status, _read(answered.reply.body)))
        parts = answered.said.get("responses") if isinstance(answered.said, Mapping) else None
        places = {str(index): index for index in calls}
        return {
            places[str(each.get("id"))]: _said(each["status"], each.get("body"))
            for each in (parts if isinstance(parts, list) else ())
            if isinstance(each, Mapping)
            and str(each.get("id")) in places
            and isinstance(each.get("status"), int)
            and each["status"] not in NOT_NOW
        }

    def _post(self, url: str, stream: str, body: Mapping[str, Any]) -> Said:
        answered = self.client.ask(self._question(url, stream, body))
        if answered.reply.status >= REDIRECTED:
            return Said(why=refusal(answered.reply.status, _read(answered.reply.body)))
        return _said(answered.reply.status, answered.said)

    def _question(self, url: str, stream: str, body: Mapping[str, Any]) -> Question:
        return Question(url, stream, OTHER, body=orjson.dumps(body), headers=self._headers)

    @property
    def _headers(self) -> dict[str, str]:
        return {
            "X-AnchorMailbox": f"{SYSTEM_MAILBOX}@{self.tenant}",
            "X-ResponseFormat": "json",
            "Prefer": f"odata.maxpagesize={PAGE}",
        }


def _read(body: bytes) -> Any:
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return None


def _said(status: int, body: Any) -> Said:
    if status >= REDIRECTED:
        return Said(why=refusal(status, body))
    value = body.get("value") if isinstance(body, Mapping) else None
    if not isinstance(value, list):
        return Said(why="Exchange answered in a form that is not known")
    objects = [_plain(each) for each in value if isinstance(each, Mapping)]
    return Said(objects, str(body.get("@odata.nextLink") or ""))


def _plain(thing: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object without the notes on the types of its properties."""
    return {name: value for name, value in thing.items() if "@" not in name}


def refusal(status: int, body: Any) -> str:
    """Return why Exchange will not run a cmdlet, and what to do about it."""
    if status < BAD_REQUEST:
        return f"Exchange sends us to another host, which is not followed; {SCRIPT}"
    said = _message(body)
    says = f"Exchange said {status} {said}".strip()
    if status in (UNAUTHORISED, FORBIDDEN) or "is not recognized" in said:
        return f"the permission {PERMISSION} or the role of the application is missing ({says})"
    return says


def _message(body: Any) -> str:
    """Return the reason in one short line; of details the text after the last bar."""
    error = body.get("error") if isinstance(body, Mapping) else None
    if not isinstance(error, Mapping):
        return ""
    details = error.get("details")
    first = details[0] if isinstance(details, list) and details else error
    said = first.get("message") if isinstance(first, Mapping) else ""
    return " ".join(str(said or error.get("message") or "").rpartition("|")[2].split())[:LONGEST]
