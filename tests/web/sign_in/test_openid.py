"""OpenID Connect against a real provider on this machine."""

from __future__ import annotations

from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from control_room import BY, address
from django.test import Client as Browser
from servers.openid import CLIENT, SECRET, openid_provider

from pilotage.store.models import User
from pilotage.store.users import set_active, user_named
from pilotage.web.sign_in.configured import OpenId, SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def provider():
    with openid_provider() as running:
        yield running


@pytest.fixture
def offered(provider, settings):
    def offer(proves: bool = False) -> None:
        way = OpenId("local", "Local (demo)", provider.address, CLIENT, "SECRET", proves)
        sign_in = SignIn((way,))
        settings.SOCIALACCOUNT_PROVIDERS = sign_in.providers({"SECRET": SECRET})
        settings.SIGN_IN_TRUSTED = sign_in.trusted

    offer()
    return offer


class _Stay(HTTPRedirectHandler):
    def http_error_302(self, *found):
        return found[1]


def come_through(browser, provider, **claims):
    """Walk the way that a browser walks: to the provider, and back with a code."""
    provider.person = {"sub": claims.get("email", "x"), **claims}
    there = browser.get("/accounts/oidc/local/login/").headers["Location"]
    assert there.startswith(f"{provider.address}/authorize")
    with build_opener(_Stay).open(there) as answer:
        back = answer.headers["Location"]
    return browser.get(back.removeprefix("http://testserver"))


def test_the_way_is_offered_on_the_page(offered):
    assert "Local (demo)" in Browser().get("/accounts/login/").content.decode()


def test_a_verified_address_that_was_invited_is_let_in(offered, provider):
    browser = Browser()

    answer = come_through(browser, provider, email=address("lead"), email_verified=True)

    assert answer.status_code == 302
    assert "lead (demo)" in browser.get("/today").content.decode()
    again = come_through(Browser(), provider, email=address("lead"), email_verified=True)
    assert again.status_code == 302


@pytest.mark.parametrize(
    "claims",
    [
        {"email": address("lead"), "email_verified": False},
        {"email": address("lead")},
        {"email": "stranger@demo.example", "email_verified": True},
        {},
    ],
    ids=["not-verified", "silent", "stranger", "no-address"],
)
def test_who_is_not_proven_to_be_invited_stays_outside(offered, provider, claims):
    browser, before = Browser(), User.objects.count()

    answer = come_through(browser, provider, **claims)

    assert answer.status_code == 403
    assert b"Not invited" in answer.content
    assert browser.get("/today").status_code == 302
    assert User.objects.count() == before


def test_a_provider_that_proves_every_address_need_not_mark_them(offered, provider):
    offered(proves=True)
    browser = Browser()

    come_through(browser, provider, email=address("engineer"))

    assert browser.get("/today").status_code == 200


def test_who_was_switched_off_does_not_come_in_again(offered, provider):
    come_through(Browser(), provider, email=address("lead"), email_verified=True)
    set_active(user_named(address("lead")), False, BY)
    browser = Browser()

    come_through(browser, provider, email=address("lead"), email_verified=True)

    assert browser.get("/today").status_code == 302


def test_an_answer_that_nobody_asked_for_is_refused(offered):
    browser = Browser()

    answer = browser.get("/accounts/oidc/local/login/callback/?code=x&state=y", follow=True)

    assert b'id="main"' in answer.content
    assert browser.get("/today").status_code == 302
