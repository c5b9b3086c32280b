"""An open wire to the network: take samples over time, then see how much gets through."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from pilotage.connect.answers import Answers, Effort
from pilotage.connect.network.settings import ASKS, Wishes, wishes
from pilotage.connect.network.sheets import LINKS_FILE, MEASUREMENTS_FILE, links, measurements
from pilotage.connect.network.targets import IKE, TCP, TLS
from pilotage.connect.network.throughput import Throughput, download, upload
from pilotage.connect.network.timing import LOOKUP, SECONDS, Sample, Stopwatch
from pilotage.connect.sources import Probe, Report

AT_ONCE = 8
SAMPLES, FLOWS = "samples", "throughput"
STEPS = {LOOKUP: "lookup", TCP: "connect", TLS: "handshake", IKE: "vpn"}
"""The question that a step answers."""

FIX = "Check the name, and what a firewall between here and there lets through."


@dataclass
class NetworkSource:
    """Measures from this machine. Tests replace the seconds and the pause."""

    wishes: Wishes
    seconds: float = SECONDS
    pause: Callable[[float], None] = field(default=time.sleep, repr=False)

    def probe(self) -> Iterator[Probe]:
        """Yield whether each thing can be measured: one sample of every target, few bytes."""
        samples = self._round()
        for step, id in STEPS.items():
            if mine := [each for each in samples if each.kind == step]:
                whys = [f"{each.target}: {each.why}" for each in mine if each.why]
                yield _probe(id, "; ".join(whys))
        for flow in self._flows(1_000_000):
            yield _probe(flow.kind, f"{flow.host}: {flow.why}" if flow.why else "")

    def collect(self, answers: Answers, report: Report) -> None:
        """Measure, and keep it. A target that does not answer is a result and no error."""
        at = answers.begun or answers.begin(datetime.now(UTC))
        self._sample(answers, report)
        if not answers.stream(FLOWS).ended:
            report("Throughput", 0, 0)
            flows = list(self._flows(self.wishes.most_bytes))
            answers.spent(FLOWS, Effort(len(flows), sum(each.bytes for each in flows)))
            answers.page(FLOWS, f".{FLOWS}.json", orjson.dumps([asdict(each) for each in flows]))
        self._write(answers, at)

    def _sample(self, answers: Answers, report: Report) -> None:
        """Take the samples that are still to be taken, one page for each round."""
        done, many = answers.stream(SAMPLES).pages, self.wishes.samples
        for number in range(done, many):
            if number > done:
                self.pause(self.wishes.interval)
            taken = self._round()
            answers.spent(SAMPLES, Effort(len(taken)))
            body = orjson.dumps([asdict(each) for each in taken])
            after = str(number + 1) if number + 1 < many else ""
            answers.page(SAMPLES, f".{SAMPLES}/{number:05}.json", body, after=after)
            report("Samples", number + 1, many)

    def _round(self) -> list[Sample]:
        """Return one sample of every step to every target, in the order of the targets."""
        watch = Stopwatch(self.wishes.trust, self.wishes.resolver, self.seconds)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = pool.map(lambda target: list(watch.samples(target)), self.wishes.targets)
            return [sample for samples in found for sample in samples]

    def _flows(self, most: int) -> Iterator[Throughput]:
        most = min(most, self.wishes.most_bytes)
        if url := self.wishes.download_url:
            yield download(url, most, self.wishes.trust)
        if url := self.wishes.upload_url:
            yield upload(url, most, self.wishes.trust)

    def _write(self, answers: Answers, at: datetime) -> None:
        many = range(answers.stream(SAMPLES).pages)
        samples = [
            Sample(**each)
            for number in many
            for each in _kept(answers, f".{SAMPLES}/{number:05}.json")
        ]
        flows = [Throughput(**each) for each in _kept(answers, f".{FLOWS}.json")]
        body = measurements(self.wishes.office, at, samples, flows)
        answers.page("measurements, as CSV", MEASUREMENTS_FILE, body)
        if any(each.mbps is not None for each in flows):
            body = links(self.wishes.link, self.wishes.office, at, flows)
            answers.page("link, as CSV", LINKS_FILE, body)


def _kept(answers: Answers, file: str) -> list[Any]:
    made: list[Any] = orjson.loads((answers.folder / file).read_bytes())
    return made


def _probe(id: str, why: str) -> Probe:
    [ask] = [each for each in ASKS if each.id == id]
    return Probe(ask, not why, why, FIX if why else "")


def open_network(settings: Mapping[str, str]) -> NetworkSource:
    """Return the source that ``settings`` describe; nothing is sent yet.

    Raises:
        InputError: a setting makes no sense.
    """
    return NetworkSource(wishes(settings))
