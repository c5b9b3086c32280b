import pytest
from harbour import HEALTHY, NOW, unread, user
from ready import READY, TARGET, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "migration.anchors_fit"


def people(anchor_of_ana, anchor_of_ben="YmVu"):
    """Return the accounts of the source, Ana and Ben synchronised with these anchors."""
    synced = [
        user(name, synced=True, immutable_id=anchor)
        for name, anchor in (("ana", anchor_of_ana), ("ben", anchor_of_ben))
    ]
    return {"users": [*synced, *HEALTHY["users"][2:]]}


def there(anchor, name="ana"):
    others = [each for each in TARGET["users"] if each["user"] != name]
    return {"users": [*others, user(name, immutable_id=anchor)]}


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        (people(None), {}, "have no anchor"),
        (people("YW5h", "YW5h"), {}, "share an anchor"),
        (people("YW5h"), there("YW5h", "dara"), "have the anchor of another account"),
    ],
)
def test_each_fault_is_named(source, target, says):
    finding = answer(CHECK, ready(source=source, target=target))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says
    assert "ana" in finding.evidence["user"].to_list()


def test_anchors_that_lead_home_pass():
    assert answer(CHECK, ready(source=people("YW5h"), target=there("YW5h"))).outcome is (
        Outcome.PASSED
    )


def test_another_casing_is_another_anchor():
    assert answer(CHECK, ready(source=people("YW5h", "yw5H"))).outcome is Outcome.PASSED


def test_is_not_assessed_when_anchors_were_not_read():
    blind = unread(ready().source, USERS, "immutable_id")

    finding = answer(CHECK, Situation(NOW, blind, ready().target, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
