"""The API: the same records under the same rules, for scripts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from control_room import BY, CLIENT, MIGRATION, OTHER_CLIENT, OUTSIDER, ROLES, address, ours
from django.test import Client as Browser
from django.utils import timezone

from pilotage.facts.access import OWN_ONLY, WRITES
from pilotage.facts.actor import Actor
from pilotage.facts.engagement import Vendor
from pilotage.facts.errors import InputError
from pilotage.store import audit, items, tokens
from pilotage.store.clients import take_role
from pilotage.store.kinds import KINDS
from pilotage.store.models import ApiToken, Membership, User
from pilotage.store.users import client_named, set_active, user_named
from pilotage.web.api.recorded import BY_ACTION
from pilotage.web.api.routes import api

pytestmark = pytest.mark.django_db
HERE = f"/api/v1/clients/{CLIENT}/migrations/{MIGRATION}"
SCALES = {"value": {"name": "Scales and Sons (demo)", "service": "floor scales"}}
KEY = "scales-and-sons-demo"


@dataclass(frozen=True)
class Script:
    """A script with a token."""

    token: str

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = "" if body is None else json.dumps(body)
        return Browser(raise_request_exception=False).generic(
            method,
            path if path.startswith("/") else f"{HERE}/{path}",
            data,
            "application/json",
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )


def script(role: str = "lead", scopes: tuple[str, ...] = ("read", "write"), **more: Any) -> Script:
    user = user_named(role if "@" in role else address(role))
    return Script(tokens.add_token(user, "test", scopes, BY, days=more.pop("days", 1), **more)[1])


def routes() -> list[tuple[str, str]]:
    """Return method and address of every route of a migration, from the description."""
    paths = api.get_openapi_schema()["paths"]
    filled = {"{client}": CLIENT, "{migration}": MIGRATION, "{key}": "nothing", "{name}": "plan",
              "{job_id}": "1", "{gate}": "G2.w0", "{check}": "nothing",
              "{step}": "delivered", "{number}": "1"}  # fmt: skip
    found = []
    for path, methods in paths.items():
        address_ = path
        for part, value in filled.items():
            address_ = address_.replace(part, value)
        for method, says in methods.items():
            asks = any(each["name"] == "version" for each in says.get("parameters", ()))
            found.append((method.upper(), address_ + ("?version=1" if asks else "")))
    return sorted(found)


ROUTES = routes()
OF_MIGRATION = [each for each in ROUTES if each[1].startswith(HERE)]
OWN = tuple(f"{HERE}/{each}" for each in ("handoffs", "evidence"))
"""Addresses at which vendors and champions find what is theirs; others do not exist for them."""

BODIES = {
    "/jobs": {"name": "judge", "arguments": {}},
    "/sign": {"role": "lead", "said": "go"},
    "/waive": {"criterion": "x", "why": "y", "until": "2026-11-20"},
    "/answer": {"answer": "yes"},
    "/decide": {"said": "approved"},
    "/attest": {"says": "done", "expires_on": "2026-11-20"},
    "/preview": {"to": 1, "units": ["u1"]},
    "/move": {"job": 1},
    "/promise": {"promised_on": "2026-11-20"},
}


def body_for(method: str, path: str) -> Any:
    """Return a body that the route can read, where it takes one: what stands there now."""
    action = "/" + path.partition("?")[0].rsplit("/", maxsplit=1)[-1]
    if action in BODIES and method == "POST":
        return BODIES[action]
    kind = (
        path.rsplit("/items/", maxsplit=1)[-1].split("/", maxsplit=1)[0].split("?", maxsplit=1)[0]
    )
    standing = items.items(ours(), kind) if kind in KINDS else ()
    if method not in ("POST", "PUT") or not standing:
        return None
    return {"value": KINDS[kind].adapter.dump_python(standing[0].value, mode="json")}


def test_every_kind_has_its_addresses():
    paths = {path for _, path in ROUTES}
    assert {f"{HERE}/items/{kind}" for kind in KINDS} <= paths
    posts = {path for method, path in ROUTES if method == "POST"}
    assert {f"{HERE}/items/{kind}" for kind in KINDS if kind not in BY_ACTION} <= posts
    assert not {f"{HERE}/items/{kind}" for kind in BY_ACTION} & posts


@pytest.mark.parametrize("token", ["", "pil_", "pil_" + "x" * 43, "\u00e9", "x" * 10_000])
def test_without_a_token_that_counts_every_route_says_401(token):
    caller = Script(token)

    assert {caller(method, path).status_code for method, path in ROUTES} == {401}


def test_a_session_of_a_browser_opens_no_route_of_the_api():
    browser = Browser()
    browser.force_login(user_named(address("lead")), "django.contrib.auth.backends.ModelBackend")

    assert {browser.generic(*route).status_code for route in ROUTES} == {401}


@pytest.mark.parametrize("who", [OUTSIDER, *sorted(f"{role}@demo.example" for role in OWN_ONLY)])
def test_for_an_outsider_and_for_who_sees_only_their_own_nothing_exists(who):
    caller = script(who)
    before = audit.ends()

    codes = {route: caller(*route, body_for(*route)).status_code for route in OF_MIGRATION}

    odd = {route: code for route, code in codes.items() if code != 404}
    if who != OUTSIDER:
        odd = {route: code for route, code in odd.items() if not route[1].startswith(OWN)}
    assert not {route for route, code in odd.items() if code != 422 or route[0] == "GET"}, odd
    assert audit.ends() == before


def test_a_token_for_another_client_opens_nothing_here():
    owner = user_named(address("owner"))
    _, text = tokens.add_token(owner, "narrow", ["read"], BY, days=1,
                               client=client_named(OTHER_CLIENT))  # fmt: skip
    caller = Script(text)

    assert caller("GET", "items/person").status_code == 404
    assert [each["client"] for each in caller("GET", "/api/v1/migrations").json()] == [OTHER_CLIENT]


@pytest.mark.parametrize("role", ROLES)
def test_a_role_writes_by_script_what_it_may_write_and_no_more(role):
    caller = script(role)
    kinds = sorted(set(KINDS) - BY_ACTION)
    codes = {}
    for kind in kinds:
        route = ("PUT", f"{HERE}/items/{kind}/nothing?version=7")
        codes[kind] = caller(*route, body_for(*route)).status_code
    may = {kind for kind in kinds if {kind, "*"} & WRITES[role]}

    refused = {kind for kind, code in codes.items() if code == 403}
    unread = {kind for kind, code in codes.items() if code == 422}
    assert not refused & may
    if role in OWN_ONLY:
        assert set(codes.values()) <= {404, 422}
    else:
        assert refused | unread >= set(kinds) - may


@pytest.mark.parametrize("role", ROLES)
def test_no_route_breaks_for_any_role(role):
    caller = script(role, ("read",))

    codes = {each: caller(*each).status_code for each in ROUTES if each[0] == "GET"}

    assert not {each: code for each, code in codes.items() if code >= 500}


def test_an_item_is_added_changed_and_taken_away_with_its_entries():
    caller = script()

    added = caller("POST", "items/vendor", SCALES)
    assert added.status_code == 201, added.content
    assert (added.json()["key"], added.json()["version"]) == (KEY, 1)
    value = added.json()["value"] | {"service": "all scales"}
    changed = caller("PUT", f"items/vendor/{KEY}?version=1", {"value": value})
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert caller("GET", f"items/vendor/{KEY}").json()["value"]["service"] == "all scales"
    assert caller("DELETE", f"items/vendor/{KEY}?version=2").status_code == 200
    assert caller("GET", f"items/vendor/{KEY}").status_code == 404

    entries = items.history(ours(), "vendor", KEY)
    assert [each.did for each in entries] == ["added", "changed", "removed"]
    assert {(each.who, each.source) for each in entries} == {(address("lead"), "api")}


def test_who_saves_an_old_version_gets_what_stands_there_now():
    caller = script()
    caller("POST", "items/vendor", SCALES)
    other = Vendor("Scales and Sons (demo)", "more")
    items.save(ours(), "vendor", other, Actor("ana@demo.example", "cli"))

    stale = caller("PUT", f"items/vendor/{KEY}?version=1", SCALES)

    assert stale.status_code == 409
    assert stale.json()["standing"]["version"] == 2
    assert stale.json()["standing"]["value"]["service"] == "more"


def test_sent_twice_with_a_key_is_done_once():
    caller, key = script(), {"Idempotency-Key": "a1"}
    window = {"value": KINDS["window"].adapter.dump_python(
        items.items(ours(), "window")[0].value, mode="json")}  # fmt: skip
    before = len(items.items(ours(), "window"))

    first = caller("POST", "items/window", window, **key)
    second = caller("POST", "items/window", window, **key)

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert len(items.items(ours(), "window")) == before + 1
    other = caller("POST", "items/vendor", SCALES, **key)
    assert other.status_code == 422
    assert caller("GET", f"items/vendor/{KEY}").status_code == 404


def test_what_was_refused_can_be_sent_again_with_the_same_key():
    caller, key = script(), {"Idempotency-Key": "a1"}
    path = f"items/vendor/{KEY}?version=1"

    assert caller("PUT", path, SCALES, **key).status_code == 404
    caller("POST", "items/vendor", SCALES)
    assert caller("PUT", path, SCALES, **key).status_code == 200


@pytest.mark.parametrize("scopes", [("read",), ("write:decision",), ("read", "write:note")])
def test_a_token_writes_only_what_its_scopes_name(scopes):
    caller = script("lead", scopes)

    assert caller("POST", "items/vendor", SCALES).status_code == 403
    reads = caller("GET", "items/vendor").status_code
    assert reads == (200 if "read" in scopes else 403)


def test_a_token_ends_when_it_is_over_revoked_or_its_person_gone():
    caller = script()
    assert caller("GET", "runs").status_code == 200
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert caller("GET", "runs").status_code == 401
    ApiToken.objects.update(expires_at=timezone.now() + timedelta(days=1))
    set_active(user_named(address("lead")), False, BY)
    assert caller("GET", "runs").status_code == 401
    set_active(user_named(address("lead")), True, BY)
    tokens.revoke(user_named(address("lead")), "test", BY)
    assert caller("GET", "runs").status_code == 401


def test_a_token_of_a_removed_member_opens_nothing_at_the_next_request():
    caller = script("engineer")
    assert caller("GET", "runs").status_code == 200

    take_role(Membership.objects.get(user__email=address("engineer")), BY)

    assert caller("GET", "runs").status_code == 404


def test_no_token_is_kept_as_it_is():
    text = script().token

    assert not ApiToken.objects.filter(digest=text).exists()
    assert text not in json.dumps([each.after for each in audit.entries()])


@pytest.mark.parametrize(
    ("scopes", "days", "says"),
    [([], 1, "without a scope"), (["read", "fly"], 1, "no scope fly"), (["read"], 0, "not 0"),
     (["read"], 366, "not 366"), (["write:fly"], 1, "no scope write:fly")],
)  # fmt: skip
def test_a_token_that_could_do_nothing_or_for_ever_is_refused(scopes, days, says):
    with pytest.raises(InputError, match=says):
        tokens.add_token(User.objects.first(), "x", scopes, BY, days=days)


def test_computed_rows_come_in_pages():
    caller = script()

    found = caller("GET", "findings?outcome=failed").json()
    assert found["total"] == len(found["rows"]) > 0
    assert {each["outcome"] for each in found["rows"]} == {"failed"}
    assert caller("GET", "findings?page=9").json()["rows"] == []
    assert {each["wave"] for each in caller("GET", "members?wave=1").json()["rows"]} == {1}
    assert "plan" in caller("GET", "sections").json()
    assert caller("GET", "sections/plan").json()["waves"]
    assert caller("GET", "sections/nothing").status_code == 404
    assert caller("GET", "runs?at=soon").status_code == 200
    assert caller("GET", "findings?at=2026-11-12").status_code == 422


def test_a_job_is_asked_for_once_and_tells_how_far_it_is():
    caller = script()

    asked = caller("POST", "jobs", {"name": "judge"}, **{"Idempotency-Key": "j"})
    again = caller("POST", "jobs", {"name": "judge"}, **{"Idempotency-Key": "j"})

    assert asked.status_code == 202
    assert asked.json()["id"] == again.json()["id"]
    assert caller("GET", f"jobs/{asked.json()['id']}").json()["state"] == "asked"
    assert caller("POST", "jobs", {"name": "os.system"}).status_code == 422
    assert caller("GET", "jobs/99999999999999999999").status_code == 404


UNREADABLE = ("", "{", "[]", "null", '{"value": 7}', '{"value": {"name": "\u0000"}}')


@pytest.mark.parametrize("body", UNREADABLE)
def test_a_body_that_cannot_be_read_is_refused_and_changes_nothing(body):
    before = audit.ends()
    caller = script()
    answer = Browser().post(
        f"{HERE}/items/vendor", body, "application/json",
        headers={"Authorization": f"Bearer {caller.token}"},
    )  # fmt: skip

    assert answer.status_code in (400, 422), answer.content
    assert {name: end for name, end in audit.ends().items() if name != "/"} == {
        name: end for name, end in before.items() if name != "/"
    }
