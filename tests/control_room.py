"""Records to test with: a judged migration of an invented client, and somebody for every role."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from django.test import Client as Browser

from pilotage.demo import demo_files
from pilotage.engine.engaged import record_run
from pilotage.engine.run import run
from pilotage.facts.access import WRITES
from pilotage.facts.actor import Actor
from pilotage.store.clients import add_client, add_engagement, add_user, give_role, stop_clock
from pilotage.store.engagement import read
from pilotage.store.models import Engagement, User

STARTS = date(2026, 10, 12)
NOW = datetime(2026, 11, 12, 9, 40, tzinfo=UTC)
PEOPLE = 60
BY = Actor("tests", "cli")
CLIENT, MIGRATION = "marlow-freight-demo", "brightlane"
OTHER_CLIENT, OTHER_MIGRATION = "fjord-bank-demo", "consolidation"
ROLES = tuple(sorted(WRITES))
OUTSIDER = "outsider@demo.example"


@cache
def home() -> Path:
    """Return the home folder of the tests' records."""
    return Path(tempfile.mkdtemp(prefix="pilotage-records-"))


def address(role: str) -> str:
    """Return the mail address of the person who has a role."""
    return f"{role}@demo.example"


def furnish() -> None:
    """Fill empty records; the second client is the outsider's."""
    exports = Path(tempfile.mkdtemp(prefix="pilotage-exports-"))
    for name, content in demo_files(PEOPLE, 1, STARTS):
        path = exports / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    terms = read(exports)
    ours = add_engagement(terms, BY, client="Marlow Freight (demo)", key=MIGRATION)
    other = add_engagement(terms, BY, client="Fjord Bank (demo)", key=OTHER_MIGRATION)
    folder = home() / ours.folder
    done = run(exports, folder, now=NOW, effort="quick", report=lambda *_: None)
    record_run(done, ours, home(), at=NOW, by=BY)
    record_run(done, other, home(), at=NOW - timedelta(days=1), by=BY)
    stop_clock(ours, NOW, BY)
    for role in ROLES:
        user = add_user(address(role), BY, name=f"{role} (demo)", owner=role == "owner")
        vendor = "Fjordnet (demo)" if role == "vendor" else ""
        if role != "owner":
            give_role(user, role, BY, at=ours.client, vendor=vendor)
    outsider = add_user(OUTSIDER, BY, name="Outsider (demo)")
    give_role(outsider, "lead", BY, at=add_client("Fjord Bank (demo)", BY))


def signed_in(who: str) -> Browser:
    """Return a browser in which the person with a role, or of an address, is signed in."""
    browser = Browser(raise_request_exception=False)
    email = who if "@" in who else address(who)
    browser.force_login(User.objects.get(email=email), "django.contrib.auth.backends.ModelBackend")
    return browser


def ours() -> Engagement:
    """Return the engagement of the tests."""
    return Engagement.objects.select_related("client").get(slug=MIGRATION)
