"""Collecting again from a system of which the answers were kept: only changes are asked."""

from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from emulator import NO_LIMITS, Clock, Emulator, Registration, demo_tenant, serving

from pilotage.connect.vault import KEY
from pilotage.engine.collecting import collected
from pilotage.facts.tables import MEMBERSHIPS
from pilotage.store.connections import Connection

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)
MEMBERS = "groups/{id}/members"


@pytest.fixture
def quay(tmp_path, monkeypatch):
    """An emulated tenant of 40 people, and the connection to it."""
    monkeypatch.setenv(KEY, Fernet.generate_key().decode())
    app = Registration()
    emulator = Emulator(demo_tenant(40, 1, NOW.date()), (app,), Clock(), limits=NO_LIMITS)
    with serving(emulator, tmp_path) as running:
        settings = {
            **{"tenant": emulator.tenant.id, "client_id": app.client_id, "sign_in": "secret"},
            **{"endpoint": running.address, "authority": running.address},
            "ca_file": str(running.certificate),
        }
        yield emulator, Connection("quay", "graph", settings, {"secret": app.secret})


def again(quay, home, **how):
    """Collect; return the memberships, and of how many groups the members were asked."""
    emulator, connection = quay
    emulator.counts.clear()
    with collected([connection], home, "source", NOW, lambda *_: None, **how) as got:
        members = got.reading.snapshot[MEMBERSHIPS].sort("group", "member").rows()
    return members, emulator.counts.parts[MEMBERS]


def test_after_answers_were_kept_only_changed_groups_are_asked(quay, tmp_path):
    emulator, _ = quay
    first, asked = again(quay, tmp_path, keep_answers=True)
    group, person = first[0][0], emulator.tenant.lists["users"][-1]["id"]
    emulator.tenant.lists[f"groups/{group}/members"].append(
        {"@odata.type": "#microsoft.graph.user", "id": person}
    )
    emulator.tenant.change("groups", group)

    second, few = again(quay, tmp_path, keep_answers=True)
    third, none = again(quay, tmp_path)

    assert asked == len(emulator.tenant.lists["groups"])
    assert (few, none) == (1, 0)
    assert {one[:2] for one in second} - {one[:2] for one in first} == {(group, person)}
    assert third == second


def test_without_kept_answers_everything_is_asked_again(quay, tmp_path):
    assert again(quay, tmp_path) == again(quay, tmp_path)


def test_a_fresh_collection_does_not_go_by_what_was_kept(quay, tmp_path):
    whole = again(quay, tmp_path, keep_answers=True)

    assert again(quay, tmp_path, fresh=True) == whole
