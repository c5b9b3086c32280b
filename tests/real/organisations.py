"""Real data sets as the exports that an engineer would hand in.

``python tests/real/organisations.py DIR`` writes email-eu-core, a research institute of 1,005
people in 42 departments with its real mail traffic, as a folder for ``pilotage run``. People have
numbers for names; windows and capacity are invented, the traffic is not.
Source  https://snap.stanford.edu/data/email-Eu-core.html
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

DATA = Path(__file__).parents[3] / "shared" / "data"

FIRST = datetime(2027, 1, 9, 18)
WINDOWS, PEOPLE_PER_WINDOW = 20, 60
ENGAGEMENT = """\
[migration]
name = "email-eu-core in waves"
client = "email-eu-core"
kind = "mail-to-microsoft-365"
starts_on = 2027-01-04
deadline = 2027-06-30
[source]
name = "email-eu-core"
exports = ["source"]
[target]
name = "nowhere yet"
[capacity]
people_per_window = {people}
[pilot]
min_people = 5
max_people = 40
{windows}"""


def email_eu_core(folder: Path) -> Path:
    """Write users, departments and mail traffic as the CSV set, with an engagement file."""
    source = folder / "source"
    source.mkdir(parents=True)
    pairs = DATA / "email-eu-core"
    labels = _table(pairs / "email-Eu-core-department-labels.txt", ["person", "department"])
    address = pl.format("p{}@core.example", "person")
    labels.select(
        user=pl.format("p{}", "person"),
        upn=address,
        name=pl.format("Person {}", "person"),
        enabled=pl.lit("true"),
        kind=pl.lit("member"),
        department=pl.format("Department {}", "department"),
    ).write_csv(source / "users.csv")
    mail = _table(pairs / "email-Eu-core.txt", ["sender", "recipient"])
    mail.select(
        pl.format("p{}@core.example", pl.col("sender", "recipient")).name.keep(),
        messages=pl.lit(1),
    ).write_csv(source / "mail_traffic.csv")
    moments = (FIRST + timedelta(weeks=week) for week in range(WINDOWS))
    windows = "".join(f"[[window]]\nstarts = {each.isoformat()}\nhours = 10\n" for each in moments)
    text = ENGAGEMENT.format(people=PEOPLE_PER_WINDOW, windows=windows)
    (folder / "engagement.toml").write_text(text)
    return folder


def _table(path: Path, names: list[str]) -> pl.DataFrame:
    return pl.read_csv(path, separator=" ", has_header=False, new_columns=names)


def graph_examples(folder: Path) -> Path:
    """Write every answer of the Graph documentation with a status below 300 as its own file.

    Files are numbered, so that only their content tells what they are.
    Source  https://github.com/pnp/proxy-samples (microsoft-graph-docs-mocks)
    """
    folder.mkdir(parents=True)
    path = DATA / "graph-mocks" / "graph-v1_0-proxy-mocks.json.gz"
    for number, body in enumerate(_bodies(json.loads(gzip.decompress(path.read_bytes())))):
        (folder / f"{number:04}.json").write_text(json.dumps(body))
    return folder


def _bodies(mocks: dict[str, Any]) -> Iterator[Any]:
    for mock in mocks["mocks"]:
        answer = mock["response"]
        is_read = mock["request"].get("method", "GET") == "GET"
        if is_read and answer.get("statusCode", 200) < 300 and isinstance(answer.get("body"), dict):
            yield answer["body"]


def usage_reports(folder: Path) -> Path:
    """Write the sample reports of CLI for Microsoft 365, as the CSV and the JSON it prints.

    Source  https://github.com/pnp/cli-microsoft365
    """
    folder.mkdir(parents=True)
    path = DATA / "usage-report-samples" / "cli-microsoft365_report_responses.json"
    for name, samples in json.loads(path.read_text()).items():
        own = name.rpartition("/")[2]
        for number, text in enumerate(samples.get("csv", ())):
            (folder / f"{own}-{number}.csv").write_text(text)
        for number, rows in enumerate(samples.get("json", ())):
            (folder / f"{own}-{number}.json").write_text(json.dumps(rows))
    return folder


if __name__ == "__main__":
    email_eu_core(Path(sys.argv[1]))
