"""Sign-in: invited people only, whatever way they come; and out again, everywhere."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from control_room import BY, CLIENT, MIGRATION, address
from django.core import mail
from django.core.cache import cache
from django.test import Client as Browser

from pilotage.store.clients import add_user, take_role
from pilotage.store.models import Membership, User
from pilotage.store.users import set_active, set_password, user_named

pytestmark = pytest.mark.django_db
PAGE = f"/c/{CLIENT}/m/{MIGRATION}/audit"
PASSWORD = "harbour-lights-at-dusk-7"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def lead():
    user = user_named(address("lead"))
    set_password(user, PASSWORD, BY)
    return user


def login(browser, email=None, password=PASSWORD):
    form = {"login": email or address("lead"), "password": password}
    return browser.post("/accounts/login/", form)


def test_who_was_invited_signs_in_and_the_session_gets_a_new_name(lead):
    browser = Browser()
    browser.get("/accounts/login/")
    session = browser.session
    session["before"] = True
    session.save()
    before = session.session_key

    assert login(browser).status_code == 302
    assert browser.session.session_key != before
    assert browser.get("/today").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(lead):
    answers = [
        login(Browser(), email, "wrong").content.decode()
        for email in (address("lead"), "nobody@demo.example")
    ]

    plain = [re.sub(r'value="[^"]*"|"X-CSRFToken":"[^"]*"', "", each) for each in answers]
    assert plain[0] == plain[1]
    assert "not correct" in plain[0]


def test_nobody_signs_up():
    before = User.objects.count()
    form = {"email": "new@demo.example", "password1": PASSWORD, "password2": PASSWORD}

    answer = Browser().post("/accounts/signup/", form)

    assert b"By invitation" in answer.content
    assert User.objects.count() == before


def test_guessing_is_slowed_down(lead):
    for _ in range(12):
        login(Browser(), password="guess")

    answer = login(Browser())
    assert b"Too many" in answer.content
    assert answer.status_code == 200


def test_a_forgotten_password_does_not_tell_who_is_invited(lead, settings):
    answers = []
    for email in (address("lead"), "nobody@demo.example"):
        answer = Browser().post("/accounts/password/reset/", {"email": email}, follow=True)
        answers.append(re.sub(r'"X-CSRFToken":"[^"]*"', "", answer.content.decode()))

    assert answers[0] == answers[1]
    assert [each.to for each in mail.outbox] == [[address("lead")]]


def test_the_link_in_the_mail_gives_a_new_password_once(lead):
    Browser().post("/accounts/password/reset/", {"email": address("lead")})
    [link] = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)
    browser, fresh = Browser(), "quay-side-lanterns-42"

    place = browser.get(link, follow=True).redirect_chain[-1][0]
    browser.post(place, {"password1": fresh, "password2": fresh})

    assert login(Browser(), password=fresh).status_code == 302
    assert b"Bad Token" in Browser().get(link, follow=True).content


def test_a_new_password_ends_every_other_session(lead):
    here, elsewhere = Browser(), Browser()
    login(here)
    login(elsewhere)

    set_password(lead, "another-pier-at-dawn-9", BY)

    assert here.get("/today").status_code == elsewhere.get("/today").status_code == 302


def test_signing_out_everywhere_else_leaves_this_session_alone(lead):
    here, elsewhere = Browser(), Browser()
    login(here)
    login(elsewhere)

    here.post("/accounts/sessions/")

    assert here.get("/today").status_code == 200
    assert elsewhere.get("/today").status_code == 302


def test_a_removed_member_finds_nothing_at_the_next_request(lead):
    browser = Browser()
    login(browser)
    assert browser.get(PAGE).status_code == 200

    take_role(Membership.objects.get(user=lead), BY)

    assert browser.get(PAGE).status_code == 404


def test_who_was_switched_off_is_out_at_the_next_request(lead):
    browser = Browser()
    login(browser)

    set_active(lead, False, BY)

    assert browser.get(PAGE).status_code == 302
    again = Browser()
    login(again)
    assert again.get(PAGE).status_code == 302


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def second_factor(browser):
    """Set a second factor up as a person does, and return its secret."""
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = browser.get("/accounts/2fa/totp/activate/").content.decode()
    [secret] = re.findall(r'value="([A-Z2-7]{32})"', page)
    assert (
        browser.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)}).status_code == 302
    )
    return secret


def test_with_a_second_factor_a_password_alone_opens_nothing(lead):
    owner = Browser()
    login(owner)
    secret = second_factor(owner)
    browser = Browser()

    answer = login(browser)

    assert answer.headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert browser.get("/today").status_code == 302
    assert browser.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    cache.clear()
    assert (
        browser.post("/accounts/2fa/authenticate/", {"code": code_for(secret)}).status_code == 302
    )
    assert browser.get("/today").status_code == 200


def test_a_code_of_recovery_opens_once(lead):
    owner = Browser()
    login(owner)
    second_factor(owner)
    codes = Authenticator.objects.get(user=lead, type="recovery_codes").wrap().get_unused_codes()

    first, second = Browser(), Browser()
    for browser in (first, second):
        login(browser)
        browser.post("/accounts/2fa/authenticate/", {"code": codes[0]})

    assert first.get("/today").status_code == 200
    assert second.get("/today").status_code == 302


def test_secrets_of_second_factors_are_sealed(lead):
    browser = Browser()
    login(browser)
    secret = second_factor(browser)

    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept


def test_the_offered_ways_work_without_script_and_say_so(lead):
    page = Browser().get("/accounts/login/").content.decode()

    assert "Use a passkey" in page
    assert "<form" in page
    assert "<script>" not in page


@pytest.mark.parametrize(
    "path",
    ["login/", "password/reset/", "password/reset/done/", "signup/", "inactive/",
     "password/reset/key/x-y/", "social/login/cancelled/", "3rdparty/login/error/"],
)  # fmt: skip
def test_pages_for_strangers_are_in_the_frame_of_the_house(path):
    answer = Browser().get(f"/accounts/{path}", follow=True)

    assert b'id="main"' in answer.content
    assert b"Portfolio" not in answer.content
    assert answer.status_code in (200, 401, 403)


@pytest.mark.parametrize(
    "path",
    ["2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/", "password/change/",
     "sessions/", "logout/", "reauthenticate/", "email/", "2fa/recovery-codes/generate/"],
)  # fmt: skip
def test_pages_of_the_account_are_in_the_frame_of_the_house(lead, path):
    browser = Browser()
    login(browser)

    answer = browser.get(f"/accounts/{path}", follow=True)

    assert answer.status_code in (200, 404), answer.content[:300]
    assert b'id="main"' in answer.content


def test_an_address_is_invited_once_whatever_its_capitals():
    add_user("Ada@Demo.Example", BY)

    assert user_named("ADA@demo.example").email == "ada@demo.example"
