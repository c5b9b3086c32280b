from asking import ask_one
from harbour import HEALTHY, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import ADDRESSES

CHECK = "identity.addresses_unique"


def with_alias(**changes):
    alias = {"object": "dara", "holder": "user", "kind": "smtp", "primary": False, **changes}
    return ask_one(CHECK, tenant(addresses=[*HEALTHY["addresses"], alias]))


def test_passes_when_each_address_has_one_holder():
    assert with_alias(address="warehouse@harbour.example").outcome is Outcome.PASSED


def test_names_the_alias_that_is_the_primary_address_of_another():
    finding = with_alias(address="ANA@harbour.example")

    assert finding.outcome is Outcome.FAILED
    assert "ana@harbour.example" in finding.says
    assert finding.evidence["object"].to_list() == ["ana", "dara"]


def test_an_alias_equal_to_the_address_of_a_group_collides():
    group = {"group": "sales", "name": "Sales", "address": "sales@harbour.example"}
    alias = {"object": "ben", "holder": "user", "address": "sales@harbour.example", "kind": "smtp"}
    finding = ask_one(CHECK, tenant(groups=[group], addresses=[*HEALTHY["addresses"], alias]))

    assert finding.outcome is Outcome.FAILED


def test_a_sip_address_is_no_mail_address():
    assert with_alias(address="ana@harbour.example", kind="sip").outcome is Outcome.PASSED


def test_no_addresses_at_all_is_unknown():
    assert ask_one(CHECK, tenant(addresses=[], users=[], groups=[])).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_aliases_were_not_read():
    blind = without(tenant(), ADDRESSES, "no permission")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
