"""Every page of the control room: without barriers in both themes, quiet, and fit for a phone.

The pages are asked for first, as the owner and as a stranger, and then given to a real browser.
"""

from __future__ import annotations

from mimetypes import guess_type
from urllib.parse import urlsplit

import pytest
from control_room import signed_in
from django.contrib.staticfiles import finders
from django.test import Client as Browser
from web.test_isolation import ADDRESSES

pytestmark = pytest.mark.django_db
SITE = "http://control.room"
STRANGERS = ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/")
ACCOUNT = ("/accounts/2fa/", "/accounts/password/change/", "/accounts/sessions/",
           "/accounts/reauthenticate/", "/accounts/2fa/recovery-codes/", "/nowhere")  # fmt: skip
MOST_BYTES = 150_000

BARRIERS = """async rules => (await axe.run(document, {resultTypes: ['violations'],
    ...(rules.length ? {runOnly: {type: 'rule', values: rules}}
                     : {rules: {'target-size': {enabled: true}}})}))
    .violations.flatMap(each => each.nodes.map(node => [each.id, node.html.slice(0, 160)]))"""


@pytest.fixture(scope="module", autouse=True)
def _beside_a_browser():
    """Let the records be asked although the browser keeps a loop of its own in this thread."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """Return the HTML of every page by its address."""
    with django_db_blocker.unblock():
        owner = signed_in("owner")
        found = {path: owner.get(path) for path in (*ADDRESSES, *ACCOUNT)}
        found |= {path: Browser().get(path) for path in STRANGERS}
    return {
        path: answer.content
        for path, answer in found.items()
        if not answer.streaming
        and answer.status_code in (200, 404)
        and "html" in answer.headers["Content-Type"]
        and answer.content
    }


@pytest.fixture(scope="module")
def tab(pages, browser):
    """Return a page of a browser that gets everything from what was asked for before."""
    context = browser.new_context()
    made = context.new_page()

    def answer(route):
        path = urlsplit(route.request.url).path
        static = finders.find(path.removeprefix("/static/")) if "/static/" in path else None
        if path in pages:
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        elif static:
            route.fulfill(path=static, content_type=guess_type(path)[0] or "text/plain")
        else:
            route.fulfill(status=404, body="")

    context.route("**/*", answer)
    yield made
    context.close()


def walk(tab, pages):
    """Open one page after the other, and yield its address."""
    for path in sorted(pages):
        tab.goto(SITE + path)
        yield path


def test_there_are_pages_to_walk(pages):
    assert len(pages) > 20


def test_no_page_has_a_barrier_in_either_theme_d6(tab, pages, axe):
    barriers = []
    for path in walk(tab, pages):
        tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        tab.evaluate(axe)
        for theme, rules in (("light", []), ("dark", ["color-contrast"])):
            tab.emulate_media(color_scheme=theme)
            barriers += [(path, theme, *each) for each in tab.evaluate(BARRIERS, rules)]
        tab.emulate_media(color_scheme="light")

    assert not barriers, "\n".join(map(str, barriers))


def test_no_page_is_wider_than_a_phone(tab, pages):
    tab.set_viewport_size({"width": 390, "height": 844})
    width = "document.documentElement.scrollWidth"
    wide = {path: found for path in walk(tab, pages) if (found := tab.evaluate(width)) > 390}
    tab.set_viewport_size({"width": 1280, "height": 800})

    assert wide == {}


def test_no_page_is_heavier_than_it_may_be(pages):
    assert {path: len(text) for path, text in pages.items() if len(text) > MOST_BYTES} == {}


def test_no_page_complains_or_asks_another_machine(tab, pages):
    said, asked = [], set()
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    for _ in walk(tab, pages):
        pass

    assert said == []
    assert asked == {urlsplit(SITE).netloc}
