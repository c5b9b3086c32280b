"""What a hostile user tries: text that is code, forms from elsewhere, too much, and too late."""

from __future__ import annotations

import ast
import csv
import io
import os
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from control_room import CLIENT, MIGRATION, OTHER_CLIENT, address, home, ours, signed_in
from django.test import Client as Browser
from openpyxl import load_workbook
from web.test_isolation import OF_CLIENTS

import pilotage.web as door
from pilotage.connect.vault import KEY, KEY_FILE
from pilotage.engine.serving import environment
from pilotage.facts.actor import Actor
from pilotage.store import items
from pilotage.store.kinds import KINDS
from pilotage.store.models import FoundRow, MemberRow
from pilotage.store.users import user_named

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
AUDIT = f"/c/{CLIENT}/m/{MIGRATION}/audit"


def poisoned(value: Any, text: str) -> Any:
    """Return the value with the text in every field that holds any text."""
    if not is_dataclass(value):
        return value
    changed = {}
    for each in fields(value):
        held = getattr(value, each.name)
        if isinstance(held, str) and each.name not in ("time_zone", "kind", "id", "client"):
            changed[each.name] = text
    try:
        return replace(value, **changed)
    except Exception:
        return value


def poison(text: str) -> int:
    """Put the text in every field of every item that takes it, and in what was computed."""
    count = 0
    for name in KINDS:
        for kept in items.items(ours(), name)[:3]:
            value = poisoned(kept.value, text)
            try:
                KINDS[name].adapter.validate_python(
                    KINDS[name].adapter.dump_python(value, mode="json")
                )
            except Exception:
                continue
            items.save(ours(), name, value, Actor(f"{text}@demo.example", "cli"), key=kept.key)
            count += 1
    run = ours().runs.latest("number")
    FoundRow.objects.filter(run=run).update(title=text, says=text, fix=text, subject=text[:300])
    MemberRow.objects.filter(run=run).update(name=text[:300], department=text[:200], why=text)
    return count


def test_script_in_every_text_field_is_shown_as_text():
    assert poison(SCRIPT) > 20
    browser = signed_in("owner")

    answers = {page: browser.get(page) for page in OF_CLIENTS}
    texts = {
        page: answer.content.decode(errors="replace")
        for page, answer in answers.items()
        if not answer.streaming and "html" in answer.headers.get("Content-Type", "")
    }

    assert not [
        page for page, text in texts.items() if "<script>alert" in text or "<img src=x" in text
    ]
    assert [page for page, text in texts.items() if "&lt;script&gt;alert" in text]


def test_no_page_lets_a_browser_run_what_is_not_ours():
    browser = signed_in("owner")
    for page in OF_CLIENTS:
        answer = browser.get(page)
        if answer.streaming:
            continue
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, page
        assert "unsafe-inline" not in policy
        assert "unsafe-eval" not in policy
        text = answer.content.decode(errors="replace")
        assert " style=" not in text, page
        assert " onclick=" not in text, page


def test_a_list_that_is_taken_away_holds_no_formula():
    items.save(ours(), "vendor", KINDS["vendor"].type(FORMULA, "x"), Actor(FORMULA, "cli"))
    browser = signed_in("auditor")

    sheet = browser.get(f"{AUDIT}?as=csv").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(sheet)) for cell in row]
    book = load_workbook(io.BytesIO(browser.get(f"{AUDIT}?as=xlsx").content))

    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert f"'{FORMULA}" in cells
    assert not [c for row in book.active.iter_rows() for c in row if c.data_type == "f"]


def test_a_form_from_elsewhere_is_refused():
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(user_named(address("owner")), "django.contrib.auth.backends.ModelBackend")
    posts = [page for page in OF_CLIENTS if browser.post(page).status_code not in (403, 405)]

    assert posts == []


def test_a_body_that_is_too_large_is_refused_before_it_is_read():
    browser = Browser(enforce_csrf_checks=True)
    browser.force_login(user_named(address("lead")), "django.contrib.auth.backends.ModelBackend")
    large = b"x=" + b"x" * (3 * 1024**2)

    codes = {
        page: browser.post(
            page, large, content_type="application/x-www-form-urlencoded"
        ).status_code
        for page in OF_CLIENTS
    }

    assert not {page for page, code in codes.items() if code not in (400, 403, 405, 413)}


@pytest.mark.parametrize(
    "asked", ["page=-1", "page=9999999999999999", "sort=who__password", "sort=--who", "q=%00",
              "as=exe", "at=1", "at=9999-12-31T23:59:59Z", "at=0001-01-01", "entry=%F0%9F%92%A3"],
)  # fmt: skip
def test_no_question_breaks_a_list(asked):
    assert signed_in("auditor").get(f"{AUDIT}?{asked}").status_code < 500


@pytest.mark.parametrize("part", ["..", "%2e%2e", "x" * 500, "\u0000", "1'--", "\u202e"])
def test_a_forged_name_in_an_address_is_not_found(part):
    answer = signed_in("owner").get(f"/c/{part}/m/{part}/audit")

    assert answer.status_code in (400, 404)


def test_a_session_kept_over_a_change_of_the_clock_still_ends():
    browser = signed_in("lead")
    session = browser.session
    session.set_expiry(timedelta(seconds=-1))
    session.save()

    assert browser.get(AUDIT).status_code == 302


def test_another_clients_key_in_a_form_opens_nothing_of_theirs():
    for page in OF_CLIENTS:
        theirs = page.replace(CLIENT, OTHER_CLIENT)
        assert signed_in("lead").get(theirs).status_code in (404, 405)
        assert signed_in("lead").post(theirs, {"key": "1", "client": CLIENT}).status_code in (
            404,
            405,
        )


def test_the_process_of_the_pages_gets_no_key_and_loads_no_wire(monkeypatch):
    """Start the pages as ``pilotage web`` does, and look at what they have."""
    for name in (KEY, KEY_FILE):
        monkeypatch.setenv(name, "a key of a tenant")
    given = dict(environment(home()))
    ask = (
        "import os, sys; import pilotage.web.wsgi;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "print([n for n, v in os.environ.items() if v == 'a key of a tenant']);"
        "print(sorted({m.split('.')[0] for m in sys.modules} "
        " & {'httpx', 'msal', 'ldap3', 'ortools', 'numba'}));"
        "print([m for m in sys.modules if m.startswith('pilotage.connect')])"
    )
    said = subprocess.run(
        [sys.executable, "-c", ask], env=given | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert said.stdout.split() == ["[]", "[]", "[]"], said.stderr


def test_no_page_asks_an_address_that_a_user_gave():
    """The only asker in the web's own code would be one of these; allauth asks the providers."""
    asking = {"requests", "urllib.request", "http.client", "socket", "httpx", "smtplib", "ftplib"}
    guilty = []
    for path in Path(door.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            guilty += [(path.name, name) for name in names if name in asking]

    assert guilty == []
