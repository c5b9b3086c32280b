"""A process of its own that keeps records: it writes an entry for each line that it reads."""

from __future__ import annotations

import sys
from pathlib import Path

from django.utils import timezone

from pilotage.facts.actor import Actor
from pilotage.store import audit, jobs
from pilotage.store.clients import add_client
from pilotage.store.models import Engagement
from pilotage.store.records import open_records


def main(home: Path) -> None:
    """Make records with one engagement, say its id, and then write what is asked."""
    open_records(home, new=True)
    by, now = Actor("tests", "cli"), timezone.now()
    client = add_client("Marlow Freight (demo)", by)
    made = [
        Engagement.objects.create(client=client, slug=name, name=name, kind="x", created_at=now)
        for name in ("brightlane", "quiet")
    ]
    print(*(each.pk for each in made), flush=True)
    for line in sys.stdin:
        if line.strip() == "job":
            jobs.ask("assess", made[0], {}, asked_by="tests")
        else:
            audit.write(made[0], by, "changed", ("wave", "1"), after={"title": line.strip()})
        print("written", flush=True)
