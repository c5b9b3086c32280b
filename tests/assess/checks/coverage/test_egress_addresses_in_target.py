import pytest
from harbour import NOW, unread, without
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import NAMED_LOCATIONS

CHECK = "coverage.egress_addresses_in_target"


def place(*ranges, trusted=True, **changes):
    return {
        "location": "quay",
        "name": "Quay 1",
        "kind": "ip",
        "trusted": trusted,
        "ranges": list(ranges),
        **changes,
    }


HERE = [place("192.0.2.0/24", "2001:db8::/32")]


def asked(*target, source=HERE):
    return answer(
        CHECK, ready(source={"named_locations": source}, target={"named_locations": target})
    )


@pytest.mark.parametrize(
    "target",
    [
        HERE,
        [place("192.0.0.0/16", "2001:db8::/31")],
        [place("192.0.2.0/25"), place("192.0.2.128/25", "2001:db8::/32", location="b")],
    ],
    ids=["the same", "wider", "in pieces"],
)
def test_passes_where_the_target_trusts_every_address(target):
    assert asked(*target).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("target", "missing"),
    [
        ([], HERE[0]["ranges"]),
        ([place("192.0.2.0/25", "2001:db8::/32")], ["192.0.2.0/24"]),
        ([place("192.0.2.0/24")], ["2001:db8::/32"]),
        (
            [place("192.0.2.0/24", "2001:db8::/32", trusted=False)],
            ["192.0.2.0/24", "2001:db8::/32"],
        ),
    ],
    ids=["nothing", "half of it", "one version only", "known and not trusted"],
)
def test_names_the_ranges_that_the_target_does_not_trust(target, missing):
    finding = asked(*target)

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["range"].to_list() == missing


@pytest.mark.parametrize(
    "source",
    [[], [place("192.0.2.0/24", trusted=False)], [place(kind="country", trusted=None)]],
    ids=["no place", "not trusted", "a country"],
)
def test_what_the_source_does_not_trust_is_not_asked_for(source):
    assert asked(source=source).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([place("the quay")], []),
        ([place("192.0.2.0/24", trusted=None)], []),
        (HERE, [place("everywhere")]),
        (HERE, [place("192.0.0.0/8", "2001::/16", trusted=None)]),
    ],
    ids=["no range", "perhaps trusted", "no range in the target", "perhaps trusted there"],
)
def test_what_cannot_be_read_is_not_assessed(source, target):
    assert asked(*target, source=source).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize(
    "hide",
    [
        lambda side: without(side, NAMED_LOCATIONS, "hidden"),
        lambda side: unread(side, NAMED_LOCATIONS, "trusted"),
        lambda side: unread(side, NAMED_LOCATIONS, "ranges"),
    ],
    ids=["places", "marks", "ranges"],
)
def test_is_not_assessed_when_a_side_was_not_read(side, hide):
    whole = ready()
    sides = {"source": whole.source, "target": whole.target}
    sides[side] = hide(sides[side])

    assert answer(CHECK, Situation(NOW, **sides, engagement=READY)).outcome is Outcome.NOT_ASSESSED
