"""Whatever the description allows, and what it does not, is answered; nothing breaks."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from control_room import BY, CLIENT, MIGRATION, address
from django.test import Client as Browser
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from pilotage.store import tokens
from pilotage.store.kinds import KINDS
from pilotage.store.users import user_named
from pilotage.web.api.routes import api

pytestmark = pytest.mark.django_db
FULL = ("vendor", "person", "task", "migration")
"""The API is one code for every kind; these have fields of every sort, the others a few tries."""

DESCRIPTION = api.get_openapi_schema()
OPERATIONS = [
    each.ok() for each in schemathesis.openapi.from_dict(DESCRIPTION).get_all_operations()
]
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]


def name(operation: Any) -> str:
    return f"{operation.method.upper()} {operation.path.removeprefix('/api/v1')}"


def tries(operation: Any) -> int:
    kind = operation.path.partition("/items/")[2].partition("/")[0]
    return 2 if kind in KINDS and kind not in FULL else 25


@pytest.fixture
def caller():
    text = tokens.add_token(user_named(address("lead")), "fuzz", ["read", "write"], BY, days=1)[1]
    return Browser(raise_request_exception=False, headers={"Authorization": f"Bearer {text}"})


def called(caller: Browser, case: Any) -> Any:
    """Send a case to the address of the tests' migration."""
    case.path_parameters = {**(case.path_parameters or {})}
    for part, value in (("client", CLIENT), ("migration", MIGRATION)):
        if part in case.path_parameters:
            case.path_parameters[part] = value
    sent = case.as_transport_kwargs(base_url="http://testserver")
    query = urlencode(sent.get("params") or {}, doseq=True, errors="replace")
    path = sent["url"].removeprefix("http://testserver") + (f"?{query}" if query else "")
    headers = {key: str(value) for key, value in (case.headers or {}).items()}
    body = "" if "json" not in sent else json.dumps(sent["json"])
    return caller.generic(case.method, path, body, "application/json", headers=headers)


@pytest.mark.parametrize("operation", OPERATIONS, ids=name)
def test_whatever_is_sent_is_answered_as_described(operation, caller):
    @settings(max_examples=tries(operation), deadline=None, derandomize=True, database=None,
              suppress_health_check=QUIET)  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
           | operation.as_strategy(generation_mode=GenerationMode.POSITIVE))  # fmt: skip
    def sent(case: Any) -> None:
        answer = called(caller, case)
        described = {int(code) for code in operation.definition.raw["responses"]} | {400}
        assert answer.status_code in described, answer.content[:300]

    sent()
