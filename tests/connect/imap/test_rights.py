import pytest

from pilotage.connect.imap.accounts import Account
from pilotage.connect.imap.rights import full_access, shared_with

ANA = Account("a.sol", "secret", address="ana@harbour.example")


@pytest.mark.parametrize("letters", ["lrit", "lrswid", "lrswipkxtea"])
def test_who_may_see_read_add_and_delete_has_full_access(letters):
    assert full_access(ANA, {"ben": letters}) == ["ben"]


@pytest.mark.parametrize("letters", ["lr", "lri", "lrt", "ritd", ""])
def test_who_may_do_less_has_not(letters):
    assert full_access(ANA, {"ben": letters}) == []


@pytest.mark.parametrize("who", ["A.Sol", "ana@harbour.example", "owner", "#owner"])
def test_the_holder_is_nobody_else(who):
    assert full_access(ANA, {who: "lrswitd"}) == []
    assert shared_with(ANA, {who: "lrswitd"}) == ""


@pytest.mark.parametrize("who", ["anyone", "authenticated", "-ben", "!ben"])
def test_everybody_and_rights_that_are_taken_away_are_told_and_are_no_trustee(who):
    assert full_access(ANA, {who: "lrswitd"}) == []
    assert shared_with(ANA, {who: "lrswitd"}) == f"{who}=lrswitd"


def test_a_group_is_a_trustee():
    assert full_access(ANA, {"$sales": "lrswitd"}) == ["sales"]


def test_rights_that_were_not_told_are_unknown():
    assert shared_with(ANA, None) is None
    assert full_access(ANA, None) == []
