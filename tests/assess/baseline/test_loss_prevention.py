import json

import pytest
from fragment import fragment
from losses import POLICY, RULE, SSN, TYPES

from pilotage.assess.baseline import Export
from pilotage.assess.baseline.loss_prevention import SENSITIVE, loss_rules, missing_types, whole

GROUPED = [{"groups": [{"operator": "Or", "name": "Default", "sensitivetypes": TYPES}]}]
CONTENT = "ContentContainsSensitiveInformation"


def rules(*found, policies=(POLICY,)):
    return loss_rules(
        Export(fragment(dlp_compliance_rules=list(found), dlp_compliance_policies=list(policies)))
    )


def advanced(types, operator="And"):
    value = [{"Groups": [{"Name": "Default", "Operator": "Or", "Sensitivetypes": types}]}]
    inner = {"ConditionName": CONTENT, "Value": value}
    condition = {"Operator": operator, "SubConditions": [inner]}
    text = json.dumps({"Version": "1.0", "Condition": condition})
    return RULE | {CONTENT: None, "IsAdvancedRule": True, "AdvancedRule": text}


@pytest.mark.parametrize("content", [TYPES, GROUPED, GROUPED[0]], ids=["list", "groups", "lone"])
def test_types_are_known_however_they_are_listed(content):
    assert missing_types(rules(RULE | {CONTENT: content})) == []


def test_types_are_known_by_their_id_and_in_any_case():
    ids = [{"Id": id.upper(), "Name": "Renamed"} for id in SENSITIVE.values()]

    assert missing_types(rules(advanced(ids))) == []


def test_an_advanced_rule_says_its_types_in_its_text():
    assert missing_types(rules(advanced(TYPES))) == []
    assert len(missing_types(rules(advanced([SSN])))) == 2


def test_what_a_rule_leaves_out_is_not_what_it_knows():
    assert rules(advanced(TYPES, operator="Not")) == []


@pytest.mark.parametrize("text", ["{", "null", "[1]", '"text"'])
def test_text_that_is_no_condition_knows_nothing(text):
    assert rules(RULE | {CONTENT: None, "AdvancedRule": text}) == []


@pytest.mark.parametrize(
    "link", [{"ParentPolicyName": "PERSONAL data everywhere"}, {"Policy": "7"}]
)
def test_a_rule_belongs_to_a_policy_by_name_or_guid(link):
    [found] = rules(RULE | {"ParentPolicyName": None} | link, policies=[POLICY | {"Guid": "7"}])

    assert found.name == "Personal data"


def test_a_policy_that_knows_all_types_stands_before_those_that_do_together():
    half = POLICY | {"Name": "Half"}
    cards = RULE | {"Name": "Cards", "ParentPolicyName": "Half", CONTENT: TYPES[:1]}
    rest = RULE | {"Name": "Rest", CONTENT: TYPES[1:]}

    alone = whole(rules(RULE, cards, policies=[POLICY, half]))
    assert [rule.name for rule in alone] == ["Personal data"]
    together = whole(rules(rest, cards, policies=[POLICY, half]))
    assert {rule.name for rule in together} == {"Cards", "Rest"}
    assert whole(rules(cards, policies=[half])) == []
