"""An open wire to Exchange Online: run the cmdlets, keep what they give, write the files."""

from __future__ import annotations

import random
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import httpx

from pilotage.connect import http
from pilotage.connect.answers import Answers, Effort
from pilotage.connect.exchange.areas import SETTINGS
from pilotage.connect.exchange.commands import LIVE, MAILBOXES, OF_MAILBOXES, SEND_AS
from pilotage.connect.exchange.declared import Command
from pilotage.connect.exchange.invoke import Call, Cmdlets, Refused, Said
from pilotage.connect.exchange.pages import Pages
from pilotage.connect.exchange.sheets import Thing
from pilotage.connect.graph.client import USUAL_PATIENCE, Client, Patience
from pilotage.connect.graph.sign_in import SignIn
from pilotage.connect.graph.source import open_graph
from pilotage.connect.graph.throttle import Clock, paces
from pilotage.connect.sources import Probe, Report

AT_ONCE = 100
"""Mailboxes that are asked between two entries of the journal."""

ENDPOINTS = {
    "global": "https://outlook.office365.com",
    "usgov": "https://outlook.office365.us",
    "dod": "https://outlook-dod.office365.us",
    "china": "https://outlook.office365.cn",
}
"""https://learn.microsoft.com/exchange/reference/admin-api-get-started"""

FIX = "Grant the permission with consent of an administrator, and give the application the role."
NOBODY = "no mailbox could be asked"


@dataclass
class ExchangeSource:
    """Reads one tenant. What is not a setting has a usual value, which tests replace."""

    endpoint: str
    tenant: str
    sign_in: SignIn
    verify: ssl.SSLContext | bool
    clock: Clock = field(default_factory=Clock)
    seed: int | None = None
    patience: Patience = USUAL_PATIENCE

    def probe(self) -> Iterator[Probe]:
        """Yield whether each cmdlet may be run, asking for as little as it takes.

        Raises:
            SourceDenied, SourceBusy: the tenant cannot be reached, trusted or signed in to.
        """
        self.sign_in.token()
        with http.client(verify=self.verify) as wire:
            said = _little_of_all(self._cmdlets(wire, lambda stream, effort: None))
        for command in LIVE:
            why = said.get(command.id, Said(why=NOBODY)).why
            yield Probe(command.ask(), not why, why, FIX if why else "")

    def collect(self, answers: Answers, report: Report) -> None:
        """Run every cmdlet and keep what it gives, as ``connect.sources.Source`` promises."""
        self.sign_in.token()
        pages = Pages(answers)
        with http.client(verify=self.verify) as wire:
            self._ask(self._cmdlets(wire, answers.spent), pages, report)
        pages.finish()

    def _ask(self, cmdlets: Cmdlets, pages: Pages, report: Report) -> None:
        for command in (MAILBOXES, SEND_AS, *SETTINGS):
            report(command.says, 0, 0)
            self._list(command, cmdlets, pages)
        mailboxes = list(pages.rows(MAILBOXES))
        for command in OF_MAILBOXES:
            if pages.withheld(MAILBOXES):
                pages.withhold(command, NOBODY)
            else:
                self._each(command, _those(command, mailboxes), cmdlets, pages, report)

    def _list(self, command: Command, cmdlets: Cmdlets, pages: Pages) -> None:
        """Keep all pages of a cmdlet; where its place is no longer known, begin anew."""
        stream = pages.answers.stream(command.id)
        if stream.ended:
            return
        try:
            for said in cmdlets.pages(Call(command, command.parameters), stream.after):
                pages.keep(command, said.objects, said.more)
        except Refused as refused:
            if not stream.after:
                pages.withhold(command, str(refused))
                return
            pages.answers.restart(command.id)
            self._list(command, cmdlets, pages)

    def _each(
        self,
        command: Command,
        mailboxes: Sequence[Thing],
        cmdlets: Cmdlets,
        pages: Pages,
        report: Report,
    ) -> None:
        """Ask a cmdlet of every mailbox, and say of how many it could not be asked."""
        stream = pages.answers.stream(command.id)
        if stream.ended:
            return
        done = int(stream.after or 0)
        for start in range(done, len(mailboxes), AT_ONCE):
            some = mailboxes[start : start + AT_ONCE]
            calls = [_of(command, one) for one in some]
            said = map(cmdlets.whole, calls, cmdlets.together(command.id, calls))
            done += len(some)
            rows = [
                {"of": mailbox, "gave": list(one.objects), "why": one.why}
                for mailbox, one in zip(some, said, strict=True)
            ]
            pages.keep(command, rows, str(done))
            report(command.says, done, len(mailboxes))
        lost = [row["why"] for row in pages.rows(command) if row["why"]]
        if lost:
            why = f"{command.service} failed for {len(lost):,} of {done:,} mailboxes: {lost[0]}"
            pages.withhold(command, why)
        pages.answers.end(command.id)

    def _cmdlets(self, wire: httpx.Client, spend: Callable[[str, Effort], None]) -> Cmdlets:
        chance = random.Random(self.seed)
        client = Client(
            self.endpoint,
            wire,
            self.sign_in.token,
            paces(self.clock),
            spend,
            self.clock,
            chance,
            self.patience,
        )
        return Cmdlets(client, self.tenant, chance)


def _little_of_all(cmdlets: Cmdlets) -> dict[str, Said]:
    """Return what every cmdlet gives when it is asked for one object, by its id."""
    lists = [each for each in LIVE if not each.each]
    answers = cmdlets.together("probe", [_little(one) for one in lists])
    said = {one.id: answer for one, answer in zip(lists, answers, strict=True)}
    if first := next(iter(said[MAILBOXES.id].objects), None):
        answers = cmdlets.together("probe", [_of(each, first) for each in OF_MAILBOXES])
        said |= {one.id: answer for one, answer in zip(OF_MAILBOXES, answers, strict=True)}
    return said


def _those(command: Command, mailboxes: Sequence[Thing]) -> list[Thing]:
    """Return the mailboxes that a cmdlet makes sense for."""
    if command.only is None:
        return list(mailboxes)
    name, value = command.only
    return [each for each in mailboxes if each.get(name) == value]


def _of(command: Command, mailbox: Thing) -> Call:
    identity = str(mailbox.get("ExternalDirectoryObjectId") or mailbox.get("Identity"))
    return Call(command, {**command.parameters, "Identity": identity})


def _little(command: Command) -> Call:
    """Return a call for one object where the cmdlet can be told so."""
    few = {"ResultSize": "1"} if "ResultSize" in command.parameters else {}
    return Call(command, {**command.parameters, **few})


def open_exchange(settings: Mapping[str, str]) -> ExchangeSource:
    """Return the source that ``settings`` describe; nothing is asked yet.

    Sign-in, trust and clouds are those of Graph, with the address of Exchange as the scope.

    Raises:
        InputError: a setting is missing or makes no sense.
    """
    endpoint = settings.get("endpoint") or ENDPOINTS[settings.get("cloud") or "global"]
    graph = open_graph({**settings, "endpoint": endpoint})
    return ExchangeSource(graph.endpoint, settings["tenant"], graph.sign_in, graph.verify)
