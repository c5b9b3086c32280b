"""A list of policies: whatever somebody saved, each policy is read or named."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.collect.files.policy_list import read_policies
from pilotage.facts.errors import InputError
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES

MFA = {"id": "p", "displayName": "MFA", "state": "enabled", "conditions": {}}


def read(folder: Path, content: object):
    path = folder / "policies.json"
    path.write_text(json.dumps(content))
    return read_policies(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lists")


def test_policies_without_an_id_stay_apart(folder):
    nameless = {key: value for key, value in MFA.items() if key != "id"}

    assert read(folder, [nameless, nameless | {"id": ""}]).rows["policy"].n_unique() == 2


def test_what_is_no_policy_beside_one_is_left(folder):
    assert read(folder, [MFA, {"id": "u", "userPrincipalName": "ana"}]).rows.height == 1


@pytest.mark.parametrize(
    ("policy", "named"),
    [
        (MFA | {"conditions": "all"}, ["MFA"]),
        (MFA | {"conditions": "all", "state": "disabled"}, []),
        (MFA | {"conditions": "all", "state": "enabledForReportingButNotEnforced"}, []),
        (7, ["a whole number"]),
        ("MFA", ["text"]),
    ],
)
def test_a_policy_that_may_act_and_cannot_be_read_is_named(folder, policy, named):
    assert [each.where for each in read(folder, [MFA, policy]).unread] == named


def test_pages_are_whole_when_the_last_one_points_nowhere(folder):
    first, last = {"value": [MFA], "@odata.nextLink": "x"}, {"value": []}

    assert read(folder, [first, last]).unread == ()
    assert "page" in read(folder, [first]).unread[0].why


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["value", "conditions", "id", "state", "users", "grantControls", "x"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_no_answer_breaks_the_reader(folder, content):
    with suppress(InputError):
        assert read(folder, content).rows.schema == CONDITIONAL_ACCESS_POLICIES.schema


def test_a_list_nested_without_end_is_named(folder):
    bomb: object = MFA
    for _ in range(300):
        bomb = [bomb]

    assert len(read(folder, bomb).unread) == 1
