"""Every address, as every role and as an outsider; a new page cannot escape it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from control_room import CLIENT, MIGRATION, OUTSIDER, ROLES, signed_in
from django.test import Client as Browser
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.django_db
ALLAUTH = "accounts/"
PUBLIC = {"start"}
PARTS = {"client": CLIENT, "migration": MIGRATION}


def routes(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every route of the address book with its full path."""
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each, path)
        else:
            yield path, each


def pages() -> list[str]:
    """Return an address for every route that is ours, with real and with made-up parts."""
    found = []
    for path, pattern in routes(get_resolver()):
        if path.startswith(ALLAUTH) or pattern.name in PUBLIC:
            continue
        address = "/" + path
        for name, converter in pattern.pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            kind = "str" if kind == "string" else kind
            value = PARTS.get(name, "1" if kind == "int" else "nothing")
            address = address.replace(f"<{kind}:{name}>", value).replace(f"<{name}>", value)
        found.append(address)
    return sorted(found)


ADDRESSES = pages()
OF_CLIENTS = [each for each in ADDRESSES if each.startswith("/c/")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_sees_a_page_without_signing_in(address: str) -> None:
    for answer in (Browser().get(address), Browser().post(address)):
        assert answer.status_code in (302, 401, 403, 404, 405)
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/accounts/")


@pytest.mark.parametrize("address", OF_CLIENTS)
def test_a_client_does_not_exist_for_an_outsider(address: str) -> None:
    browser = signed_in(OUTSIDER)

    for answer in (browser.get(address), browser.post(address)):
        assert answer.status_code in (404, 405), answer.content[:500]


@pytest.mark.parametrize("role", ROLES)
def test_no_page_breaks_for_any_role(role: str) -> None:
    browser = signed_in(role)

    broken = {each: browser.get(each).status_code for each in ADDRESSES}

    assert not {each: code for each, code in broken.items() if code >= 500}
