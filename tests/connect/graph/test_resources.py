import json
import re

import pytest
from connect.graph.wire import NOW

from pilotage.collect.graph import Answer, tables_of
from pilotage.collect.graph import resources as known
from pilotage.collect.graph.sign_ins import LEGACY as READ_AS_LEGACY
from pilotage.collect.usage.reports import REPORTS
from pilotage.connect.graph import KIND
from pilotage.connect.graph.declared import CHANGES, EACH, REPORT, SINGLE
from pilotage.connect.graph.resources import resources
from pilotage.connect.graph.resources.logs import LEGACY
from pilotage.facts.tables import TABLES

READS_AS = {"signInActivity": "users"}
"""Answers that say in their context what they are."""

NOT_ASKED = {
    "users": {"signInActivity"},
    "groups": {"members"},
    "servicePrincipals": {"publisherName", "preferredTokenSigningKeyEndDateTime"},
    "managedDevices": {"joinType"},
    "roleAssignments": {"startDateTime", "endDateTime", "assignmentType", "roleDefinition"},
    "roleAssignmentScheduleInstances": {"roleDefinition"},
    "roleEligibilityScheduleInstances": {"roleDefinition", "assignmentType"},
}
"""What a parser takes where it is there. signInActivity is asked apart, members one by one;
the others are not in v1.0, of no use here, or told by another answer."""

BY_ID = {each.id: each for each in resources()}
UNREAD = [each.id for each in resources() if each.shape == CHANGES]
"""Answers for ourselves alone."""

SELECTED = [each.id for each in resources() if each.select and each.id not in (*READS_AS, *UNREAD)]


class Watched(dict):
    """An object that notes which properties somebody looks for."""

    def __init__(self, **values):
        super().__init__(values)
        self.asked = set()

    def get(self, key, default=None):
        self.asked.add(key)
        return super().get(key, default)

    def __contains__(self, key):
        self.asked.add(key)
        return super().__contains__(key)


def properties_read(id):
    """Return the properties that the parser of a resource looks for."""
    one = Watched(id="a", appId="a", deviceId="a", principalId="a", roleDefinitionId="a")
    list(known()[id].parse(Answer([one], parents=["p"])))
    return {each for each in one.asked if "@" not in each}


@pytest.mark.parametrize("id", SELECTED)
def test_every_property_that_is_read_is_asked_for(id):
    asked = BY_ID[id]
    expanded = set(re.findall(r"(\w+)(?:\(|,|$)", asked.expand))

    missing = properties_read(id) - set(asked.select) - expanded - NOT_ASKED.get(id, set())

    assert not missing


@pytest.mark.parametrize("id", SELECTED)
def test_nothing_is_asked_for_that_nobody_reads(id):
    assert set(BY_ID[id].select) - {"id"} <= properties_read(id)


@pytest.mark.parametrize("each", resources(), ids=lambda each: each.id)
def test_every_answer_is_read_by_somebody(each):
    if each.shape == REPORT:
        assert each.id in {report.id for report in REPORTS}
    elif each.id not in UNREAD:
        assert READS_AS.get(each.id, each.id) in known()


@pytest.mark.parametrize("each", resources(), ids=lambda each: each.id)
def test_every_question_names_the_tables_that_its_answer_fills(each):
    named = {*each.tables, *each.adds}
    assert named <= set(TABLES)
    if each.shape == REPORT:
        [report] = [one for one in REPORTS if one.id == each.id]
        assert named == {fill.table.name for fill in report.fills}
    elif each.id not in {*READS_AS, *UNREAD, "roleDefinitions"}:
        fills = {table.name for table in tables_of(known()[each.id])}
        assert named == fills - ({"memberships"} if each.id == "groups" else set())


@pytest.mark.parametrize("each", resources(), ids=lambda each: each.id)
def test_every_question_says_its_least_permission_and_reads_only(each):
    rights = {*each.application, *each.delegated}
    assert each.application
    assert not [right for right in rights if "Write" in right or "FullControl" in right]
    assert each.url.startswith("https://learn.microsoft.com/graph/api/")


def test_ids_are_unique_and_parents_exist():
    assert len(BY_ID) == len(resources())
    assert all(each.parent in BY_ID for each in resources() if each.shape == EACH)


def test_single_answers_fit_one_request_with_the_counts():
    small = [each for each in resources() if each.shape == SINGLE or each.counted]
    assert len(small) <= 20


def test_the_log_is_asked_for_every_client_that_counts_as_legacy():
    assert {name.lower() for name in LEGACY} == set(READ_AS_LEGACY)


def test_a_window_ends_when_the_collection_began():
    asked = BY_ID["signIns"].within(7).query(NOW)
    assert "createdDateTime%20ge%202026-01-02T09:00:00Z" in asked
    assert BY_ID["users"].within(7) is BY_ID["users"]


def test_a_probe_asks_for_one_object():
    assert "$top=1&" in f"{BY_ID['users'].probe(NOW)}&"
    assert "{id}" not in "".join(each.probe(NOW) for each in resources())


def test_the_kind_declares_every_question():
    assert [ask.id for ask in KIND.asks] == [each.id for each in resources()]
    assert json.dumps([ask.asks for ask in KIND.asks])
    signed = next(ask for ask in KIND.asks if ask.id == "signIns")
    assert "now - 30 days" in signed.asks
