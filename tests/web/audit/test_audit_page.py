"""The page of the audit log."""

from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from control_room import BY, CLIENT, MIGRATION, NOW, OTHER_CLIENT, ours, signed_in
from django.db import connection

from pilotage.cli.main import main
from pilotage.facts.actor import Actor
from pilotage.store import audit, items
from pilotage.store.models import Engagement, Entry

pytestmark = pytest.mark.django_db
PAGE = f"/c/{CLIENT}/m/{MIGRATION}/audit"


def page(role="auditor", **asked):
    answer = signed_in(role).get(PAGE + (f"?{urlencode(asked)}" if asked else ""))
    return answer.status_code, answer.content.decode()


def renamed():
    person = items.items(ours(), "person")[0]
    value = type(person.value)(**{**vars(person.value), "name": "Nils Berg (demo)"})
    items.save(ours(), "person", value, Actor("lead@demo.example", "cli"), key=person.key)
    return Entry.objects.order_by("-pk").first()


def test_an_entry_shows_who_did_what_and_what_it_was_before():
    entry = renamed()
    before = json.loads(entry.before)["name"]

    code, text = page(entry=entry.number)

    assert code == 200
    assert f"Entry {entry.number}" in text
    assert "Nils Berg (demo)" in text
    assert before in text


def test_entries_are_kept_by_who_did_and_day():
    renamed()

    _, mine = page()
    _, filtered = page(who="lead@demo.example")

    assert "lead@demo.example</td>" in filtered
    assert "tests</td>" not in filtered
    assert "tests</td>" in mine
    assert "No entry matches." in page(first="1999-01-01", last="1999-01-02")[1]
    assert page(first="soon")[0] == 422


def test_an_entry_of_another_client_does_not_exist():
    theirs = Engagement.objects.get(client__slug=OTHER_CLIENT)
    audit.write(theirs, BY, "decided", ("decision", "theirs"))
    number = Entry.objects.filter(engagement=theirs).order_by("-pk").first().number

    assert "theirs" not in page(entry=1)[1]
    assert page(entry=number)[0] in (200, 404)
    assert "decision theirs" not in page(entry=number)[1]
    assert page(entry=10**8)[0] == 404
    assert page(entry="1'--")[0] == 404


def test_the_page_says_whole_and_names_the_entry_that_was_changed():
    assert "none changed" in page(verify=1)[1]

    trigger = "store_entry_no_update" if connection.vendor == "sqlite" else None
    with connection.cursor() as cursor:
        if trigger:
            cursor.execute(f"DROP TRIGGER {trigger}")
        else:
            cursor.execute("ALTER TABLE store_entry DISABLE TRIGGER store_entry_no_change")
        cursor.execute(
            "UPDATE store_entry SET who = 'x' WHERE number = 4 AND chain_id ="
            f" (SELECT id FROM store_chain WHERE name = '{CLIENT}')"
        )

    assert f"Entry 4 of {CLIENT}: it was changed" in page(verify=1)[1]


def test_the_log_that_is_given_away_proves_itself(tmp_path):
    answer = signed_in("auditor").get(f"{PAGE}/export")
    path = tmp_path / "log.jsonl"
    path.write_bytes(b"".join(answer.streaming_content))

    with pytest.raises(SystemExit) as ended:
        main(["audit", "verify", str(path)])
    assert not ended.value.code


def test_a_page_of_the_past_shows_no_later_entry():
    entry = renamed()
    past = Entry.objects.filter(engagement=ours()).order_by("number").first()
    moment = past.at.isoformat()

    assert page(at=moment, entry=entry.number)[0] == 404
    assert page(at=moment, entry=past.number)[0] == 200
    assert past.at != NOW
