"""A collection from a server that means harm, or is broken for good: bounded, clear, whole."""

import json

import pytest
from connect.graph.wire import SMALL, collected, emulated, quiet, reading, tables, wired
from emulator import Fault, Mishap

from pilotage.connect.answers import Answers
from pilotage.connect.graph.client import Patience
from pilotage.connect.http import MEGABYTE, Bounds
from pilotage.facts.errors import SourceBusy, SourceDenied


@pytest.mark.parametrize(
    ("mishap", "says"),
    [
        (Mishap.AWAY, "sent us on to 127.0.0.1, where we do not go"),
        (Mishap.LOOPING, "in a circle"),
        (Mishap.MALFORMED, "sent what is not JSON"),
        (Mishap.DENIED, "the permission AuditLog.Read.All is missing"),
    ],
)
def test_one_bad_answer_withholds_its_table_and_ends_nothing(tmp_path, mishap, says):
    tenant = emulated()
    tenant.faults.on.append(Fault(mishap, "auditLogs/directoryAudits"))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")
    found = reading(tmp_path / "answers").snapshot.captures

    assert says in answers.withheld["directoryAudits"].why
    assert found["directory_audits"].missing
    assert found["users"].frame.height == SMALL.users
    assert not found["users"].missing
    assert tenant.counts.leaked == []


def test_members_whose_next_page_is_elsewhere_are_withheld(tmp_path):
    tenant = emulated()
    tenant.faults.on.append(Fault(Mishap.LOOPING, "groups/{id}/members"))
    with wired(tenant, tmp_path) as wire:
        answers = collected(wire.source(), tmp_path / "answers")

    assert "where we do not go" in answers.withheld["groupMembers"].why
    assert reading(tmp_path / "answers").snapshot.captures["memberships"].missing


def test_an_answer_without_end_is_cut_off_and_ends_the_collection(tmp_path):
    tenant = emulated()
    tenant.faults.on.append(Fault(Mishap.HUGE, "devices"))
    with wired(tenant, tmp_path) as wire:
        source = wire.source()
        source.bounds = Bounds(size=2 * MEGABYTE)
        with pytest.raises(SourceDenied, match="localhost sent more than 2 MB"):
            source.collect(Answers(tmp_path / "answers"), quiet)

    assert not list((tmp_path / "answers").glob("devices*"))
    assert_nothing_is_half(tmp_path / "answers")


def test_an_answer_that_drips_is_given_up_and_the_rest_is_kept(tmp_path):
    tenant = emulated()
    tenant.faults.on.append(Fault(Mishap.DRIPPING, "devices"))
    with wired(tenant, tmp_path) as wire:
        source = wire.source()
        source.bounds, source.patience = Bounds(seconds=0.5), Patience(attempts=2)
        with pytest.raises(SourceBusy, match="took more than"):
            source.collect(Answers(tmp_path / "answers"), quiet)

    assert tables(tmp_path / "answers")["users"].height == SMALL.users
    assert_nothing_is_half(tmp_path / "answers")


def test_no_file_and_no_message_holds_a_token_or_a_secret(tmp_path):
    tenant = emulated()
    tenant.faults.on += [Fault(Mishap.AWAY, "devices"), Fault(Mishap.MALFORMED, "groups")]
    with wired(tenant, tmp_path) as wire:
        source = wire.source()
        collected(source, tmp_path / "answers")
        secrets = [wire.settings["secret"], source.sign_in.token()]

    kept = b"".join(each.read_bytes() for each in (tmp_path / "answers").iterdir())
    shown = f"{source!r} {source.sign_in!r} {source.sign_in.wire!r} {source.sign_in.cache!r}"
    for secret in secrets:
        assert secret.encode() not in kept
        assert secret not in shown


def assert_nothing_is_half(folder):
    """Every page is whole JSON, and nothing is left over from writing."""
    for each in folder.glob("*.json"):
        json.loads(each.read_bytes())
    assert not list(folder.glob(".*.part"))
