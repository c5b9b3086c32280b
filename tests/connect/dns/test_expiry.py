import json

import pytest

from pilotage.connect.dns.expiry import REGISTRIES, Registries, Unread
from pilotage.connect.http import Cut, Reply

LIST = {
    "services": [[["example", "test"], ["https://rdap.example/"]], [["old"], ["http://r.old/"]]]
}
ANSWER = {
    "events": [
        {"eventAction": "registration", "eventDate": "2001-01-01T00:00:00Z"},
        {"eventAction": "expiration", "eventDate": "2027-03-01T00:00:00Z"},
    ]
}
PLACE = "https://rdap.example/domain/harbour.example"


def registries(answer=ANSWER, listed=LIST):
    """Return registries whose pages are these, and the list of the pages that were read."""
    pages, read = {REGISTRIES: listed, PLACE: answer}, []

    def page(url, _bounds):
        read.append(url)
        if url not in pages:
            return Reply(404, {}, b"")
        body = pages[url]
        return Reply(200, {}, body if isinstance(body, bytes) else json.dumps(body).encode())

    return Registries(page), read


def test_the_registry_of_the_registered_domain_says_when_it_ends():
    known, read = registries()

    assert known.expiry("shop.harbour.example") == "2027-03-01T00:00:00Z"
    assert known.expiry("harbour.example") == "2027-03-01T00:00:00Z"
    assert read == [REGISTRIES, PLACE, PLACE]


UNREAD = {
    "no event": (registries(answer={"events": []}), "does not say when"),
    "events of another shape": (registries(answer={"events": "never"}), "does not say when"),
    "an answer that is no object": (registries(answer=[1]), "does not say when"),
    "no json": (registries(answer=b"<html>"), "no JSON"),
    "nested without end": (registries(answer=b"[" * 100_000), "no JSON"),
    "a list of another shape": (registries(listed={"services": [1]}), "a shape that is not known"),
    "an empty list": (registries(listed={"services": []}), "no registry"),
}


@pytest.mark.parametrize("case", UNREAD)
def test_what_a_registry_does_not_say_stays_unknown(case):
    (known, _), why = UNREAD[case]

    with pytest.raises(Unread, match=why):
        known.expiry("harbour.example")


@pytest.mark.parametrize("domain", ["harbour.old", "harbour.nowhere", "quay.example"])
def test_a_domain_without_registry_or_answer_stays_unknown(domain):
    known, _ = registries()

    with pytest.raises(Unread, match=r"no registry|answered 404"):
        known.expiry(domain)


def test_a_list_that_cannot_be_reached_is_asked_for_three_times_and_no_more():
    calls = []

    def cut(url, _bounds):
        calls.append(url)
        raise Cut("cannot be reached")

    known = Registries(cut)
    for _ in range(5):
        with pytest.raises(Unread, match="cannot be reached"):
            known.expiry("harbour.example")

    assert calls == [REGISTRIES] * 3
