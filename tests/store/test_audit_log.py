"""The audit log shows every change that was made to it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from control_room import BY, ours
from django.db import DatabaseError, connection, transaction

from pilotage.cli.main import main
from pilotage.facts.errors import InputError
from pilotage.store import audit, audit_file
from pilotage.store.models import Entry

pytestmark = pytest.mark.django_db


def written():
    return list(audit.entries())


def test_the_furnished_log_is_whole():
    proof = audit.prove(audit.entries(), audit.ends())

    assert proof.broken == ""
    assert proof.entries == Entry.objects.count() > 50
    assert proof.ends == audit.ends()


@pytest.mark.parametrize(
    ("field", "value"),
    [("who", "somebody else"), ("after", "{}"), ("did", "read"), ("source", "cli "), ("key", "")],
)
def test_an_entry_that_was_changed_is_named(field, value):
    log = written()
    log[7] = replace(log[7], **{field: value})

    broken = audit.prove(log, audit.ends()).broken

    assert broken == f"entry {log[7].number} of {log[7].chain}: it was changed after it was written"


def test_a_change_that_was_sealed_anew_breaks_the_next_entry():
    log = written()
    forged = replace(log[7], who="somebody else")
    log[7] = replace(forged, hash=forged.sealed())

    broken = audit.prove(log, audit.ends()).broken

    assert broken.startswith(f"entry {log[8].number} of {log[8].chain}: it does not follow")


@pytest.mark.parametrize("place", [0, 9, -1])
def test_an_entry_that_is_missing_is_named(place):
    log = written()
    gone = log.pop(place)

    assert f"entry {gone.number}" in audit.prove(log, audit.ends()).broken


def test_equal_logs_have_equal_seals_and_one_more_entry_another():
    before = audit.prove(audit.entries()).seal
    assert audit.prove(audit.entries()).seal == before

    audit.write(ours(), BY, "looked", ("run", "1"))

    assert audit.prove(audit.entries()).seal != before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE store_entry SET who = 'somebody else'",
        "DELETE FROM store_entry",
        "DELETE FROM store_entry WHERE number = 1",
    ],
)
def test_the_database_refuses_to_touch_an_entry(statement):
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def exported(path, ends=None):
    path.write_text("".join(audit_file.lines(audit.entries(), ends or audit.ends())), "utf-8")
    return path


def test_an_exported_log_proves_itself(tmp_path):
    with audit_file.opened(exported(tmp_path / "log.jsonl")) as log:
        proof = audit.prove(log.entries, log.ends)

    assert proof == audit.prove(audit.entries(), audit.ends())


def test_verify_needs_no_records_and_names_the_line_that_was_edited_d8(tmp_path, capsys):
    path = exported(tmp_path / "log.jsonl")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    entry = json.loads(lines[5])
    lines[5] = json.dumps(entry | {"who": "nobody@demo.example"}) + "\n"
    (tmp_path / "edited.jsonl").write_text("".join(lines), "utf-8")

    codes = []
    for name in ("log.jsonl", "edited.jsonl"):
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(tmp_path / "none"), "audit", "verify", str(tmp_path / name)])
        codes.append(ended.value.code or 0)

    assert codes == [0, 3]
    assert f"entry {entry['number']} of {entry['chain']}: it was changed" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{}\n", "[1]\n", "\x00\x01", '{"format":"pilotage-audit/1"}'])
def test_what_is_no_log_is_said_to_be_none(tmp_path, text):
    path = tmp_path / "log.jsonl"
    path.write_text(text)

    with pytest.raises(InputError, match=r"log\.jsonl, line 1"), audit_file.opened(path) as log:
        audit.prove(log.entries, log.ends)
