import pytest
from fragment import fragment

from pilotage.assess.baseline import Export
from pilotage.assess.baseline.configured import configured

POLICY = "MS.EXO.1.1v2"


def read(config, name="AllowedForwardingDomains"):
    return configured(Export(fragment(scuba_config=config)), POLICY, name)


@pytest.mark.parametrize("product", ["Exo", "exo", "SecuritySuite"])
def test_a_list_is_found_below_its_product(product):
    config = {product: {POLICY: {"AllowedForwardingDomains": ["A.example ", "b.example"]}}}

    assert read(config) == {"a.example", "b.example"}


@pytest.mark.parametrize("value", [None, [], [None], "", [""]], ids=str)
def test_an_empty_list_names_nobody(value):
    assert read({"Exo": {POLICY: {"AllowedForwardingDomains": value}}}) == frozenset()


def test_a_lone_text_was_a_list_of_one_and_a_name_may_lie_deeper():
    lone = {"Exo": {POLICY: {"AllowedForwardingDomains": "a.example"}}}
    deep = {"Exo": {POLICY: {"Accounts": {"Included": ["ana"]}}}}

    assert read(lone) == {"a.example"}
    assert read(deep, "accounts.included") == {"ana"}


def test_a_list_right_below_the_product_is_for_all_its_policies():
    assert read({"Exo": {"AllowedForwardingDomains": ["a.example"]}}) == {"a.example"}
    assert read({"AllowedForwardingDomains": ["a.example"]}) == frozenset()


def test_what_another_policy_lists_does_not_count():
    other = {"Exo": {"XMS.EXO.1.1v2": {"AllowedForwardingDomains": ["a.example"]}}}

    assert read(other) == frozenset()
    assert configured(Export(fragment(org_config={})), POLICY, "x") == frozenset()
