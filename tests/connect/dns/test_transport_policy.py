import time

import pytest
from connect.dns.policy_server import NAME, serving

from pilotage.connect.dns.survey import Survey
from pilotage.connect.dns.transport_policy import PATH, add_policy
from pilotage.connect.http import Cut

TEXT = {"Content-Type": "text/plain; charset=utf-8"}
POLICY = b"version: STSv1\r\nmode: enforce\r\nmx: mail.harbour.example\r\nmax_age: 604800\r\n"
ASKED = (NAME, "MTA-STS")


def asked(world, read, domain="harbour.example"):
    """Return what was found out about the policy of ``domain``, and what is noted."""
    made = Survey(domain, world.asker(), time.monotonic() + 20)
    add_policy(made, read)
    policies = [value for name, kind, value in made.records if kind == "MTA-STS"]
    return policies, [note.says for note in made.notes]


def test_keeps_the_policy_whole_with_its_line_ends(world):
    with serving({PATH: (200, TEXT, POLICY)}) as read:
        assert asked(world, read) == ([POLICY.decode().strip()], [])


NO_POLICY = {
    "not found": (404, TEXT, b"no"),
    "a redirect is not followed": (302, {"Location": "https://other.example/"}, b""),
    "no plain text": (200, {"Content-Type": "text/html"}, b"<html>"),
    "empty": (200, TEXT, b""),
}


@pytest.mark.parametrize("case", NO_POLICY)
def test_a_host_without_policy_is_said_to_have_none(world, case):
    with serving({PATH: NO_POLICY[case]}) as read:
        assert asked(world, read) == ([""], [])


def test_a_certificate_for_another_name_leaves_it_unknown(world):
    with serving({PATH: (200, TEXT, POLICY)}, certified="other.example") as read:
        policies, [says] = asked(world, read)

    assert policies == []
    assert "is not trusted" in says


def test_a_policy_larger_than_it_may_be_leaves_it_unknown(world):
    with serving({PATH: (200, TEXT, b"x" * 70_000)}) as read:
        policies, [says] = asked(world, read)

    assert policies == []
    assert "the policy was not read" in says


def test_a_server_that_fails_leaves_it_unknown(world):
    with serving({PATH: (503, TEXT, b"")}) as read:
        policies, [says] = asked(world, read)

    assert (policies, says) == ([], f"the policy was not read: {NAME} answered 503")


def test_a_host_that_cannot_be_reached_leaves_it_unknown(world):
    def cut(url, _bounds):
        raise Cut(f"{url} cannot be reached")

    policies, [says] = asked(world, cut)

    assert policies == []
    assert "cannot be reached" in says


def test_nobody_is_asked_where_no_record_announces_a_policy(world):
    def never(url, _bounds):
        raise AssertionError(url)

    assert asked(world, never, domain="quay.example") == ([], [])
