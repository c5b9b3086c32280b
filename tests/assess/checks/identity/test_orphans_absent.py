import base64
from uuid import UUID

import pytest
from harbour import NOW, unread, user, without
from ready import READY, answer, ask, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import USERS

CHECK = "identity.orphans_absent"
ANA, DARA = "b1f2c3d4-0102-0304-a506-070809101112", "c2f2c3d4-0102-0304-a506-070809101112"


def anchor(guid):
    return base64.b64encode(UUID(guid).bytes_le).decode()


def synced(name, guid, **changes):
    return user(name, **{"synced": True, "immutable_id": guid and anchor(guid), **changes})


def hybrid(directory=(ANA, DARA), cloud=None, **changes):
    """Return a directory as the source and the cloud accounts made from it as the target."""
    objects = [each if isinstance(each, dict) else user(each, synced=None) for each in directory]
    accounts = [synced("ana", ANA), synced("dara", DARA, **changes)] if cloud is None else cloud
    whole = ready(source={"users": objects}, target={"users": accounts})
    source = unread(whole.source, USERS, "synced", "immutable_id")
    return Situation(NOW, source, whole.target, READY)


def test_passes_when_each_account_has_its_object():
    finding = answer(CHECK, hybrid())

    assert finding.outcome is Outcome.PASSED
    assert finding.says.startswith("All 2 synchronised accounts that may sign in have an object")


def test_names_the_account_whose_object_is_gone():
    finding = answer(CHECK, hybrid([ANA]))

    assert finding.outcome is Outcome.FAILED
    assert finding.says.endswith("have no object in the directory: dara@harbour.example.")


def test_an_anchor_that_the_directory_names_counts_like_an_id():
    named = user("cn=dara", synced=None, immutable_id=anchor(DARA))

    assert answer(CHECK, hybrid([ANA, named])).outcome is Outcome.PASSED


@pytest.mark.parametrize("change", [{"enabled": False}, {"synced": False}], ids=str)
def test_a_closed_account_or_one_of_the_cloud_is_no_orphan(change):
    assert answer(CHECK, hybrid([ANA], **change)).outcome is Outcome.PASSED


def test_an_account_without_anchor_is_unknown():
    assert answer(CHECK, hybrid(immutable_id=None)).outcome is Outcome.NOT_ASSESSED


def test_a_directory_that_knows_none_of_them_is_another():
    finding = answer(CHECK, hybrid(["d3f2c3d4-0102-0304-a506-070809101112"]))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "no reading holds the directory of 2 synchronised accounts of the target" in finding.says


def test_an_account_that_is_synchronised_itself_is_no_directory():
    other = [synced(name, guid) for name, guid in (("ana", ANA), ("dara", DARA))]
    both = ready(source={"users": other}, target={"users": other})

    assert {finding.outcome for finding in ask(CHECK, both)} == {Outcome.NOT_ASSESSED}


def test_the_source_may_be_the_cloud():
    whole = hybrid([ANA])
    turned = Situation(NOW, whole.target, whole.source, READY)

    assert answer(CHECK, turned).outcome is Outcome.FAILED


def test_passes_when_nothing_is_synchronised():
    assert answer(CHECK, ready()).says == (
        "No account is synchronised from an on-premises directory."
    )


def test_one_side_that_does_not_say_what_is_synchronised_is_no_pass():
    assert answer(CHECK, hybrid(cloud=[user("ana")])).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("side", ["source", "target"])
def test_is_not_assessed_with_one_reading(side):
    sides = {"source": hybrid().source, "target": hybrid().target}
    blind = {**sides, side: without(sides[side], USERS, "hidden")}
    alone = {**sides, side: None}

    assert answer(CHECK, Situation(NOW, **blind, engagement=READY)).outcome is Outcome.NOT_ASSESSED
    assert answer(CHECK, Situation(NOW, **alone, engagement=READY)).outcome is Outcome.NOT_ASSESSED
