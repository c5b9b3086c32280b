"""``pilotage coverage``: from a list of policies to who is covered."""

from __future__ import annotations

import json

import pytest

MFA = {
    "id": "p1",
    "displayName": "MFA for everyone",
    "state": "enabled",
    "conditions": {
        "clientAppTypes": ["all"],
        "users": {"includeUsers": ["All"]},
        "applications": {"includeApplications": ["All"]},
    },
    "grantControls": {"operator": "OR", "builtInControls": ["mfa"]},
}


def without_group(group, **more):
    users = {"includeUsers": ["All"], "excludeGroups": [group]}
    return MFA | {"conditions": MFA["conditions"] | {"users": users}} | more


def pascal(thing):
    if isinstance(thing, dict):
        return {key[:1].upper() + key[1:]: pascal(value) for key, value in thing.items()}
    return [pascal(one) for one in thing] if isinstance(thing, list) else thing


@pytest.fixture
def decide(ask, tmp_path):
    """Write policies down, ask about them, and return the exit code and the answer."""

    def run(content, *words, name="policies.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        answer = ask("coverage", path, *words, "--json")
        return answer.code, json.loads(answer.out)

    return run


PAGE = {"@odata.context": "https://graph/$metadata#identity/conditionalAccess/policies"}


@pytest.mark.parametrize(
    "content",
    [
        [MFA],
        MFA,
        {"value": [MFA]},
        [PAGE | {"value": [], "@odata.nextLink": "x"}, PAGE | {"value": [MFA]}],
        [pascal(MFA)],
        {"Value": [pascal(MFA)]},
        {"conditional_access_policies": [pascal(MFA)], "tenant_details": []},
        {"conditional_access_policies": pascal(MFA)},
        [{key: value for key, value in MFA.items() if key != "id"}],
    ],
)
def test_policies_are_read_however_they_were_saved(decide, content):
    code, answer = decide(content)

    assert code == 0
    assert (answer["covered"], answer["holes"], answer["users_uncovered"]) == (True, [], 0)


def test_a_hole_exits_3_and_says_who_and_why_r55(decide):
    code, answer = decide([without_group("vips")])

    [hole] = answer["holes"]
    assert (code, answer["covered"]) == (3, False)
    assert (hole["who"], hole["app"], hole["platform"]) == ("in group vips", "any", "any")
    assert (hole["location"], hole["client"]) == ("any", "any")
    assert "MFA for everyone" in hole["why"]


def test_a_policy_that_cannot_be_read_is_unknown_and_exits_4(decide):
    code, answer = decide([without_group("vips"), MFA | {"conditions": "all"}])

    assert (code, answer["covered"]) == (4, None)
    assert "cannot be told" in answer["holes"][0]["why"]


def test_a_disabled_policy_that_cannot_be_read_is_no_doubt(decide):
    _, answer = decide([MFA | {"conditions": "all", "state": "disabled"}])

    assert answer["covered"] is False


def test_a_page_that_is_missing_leaves_it_open(decide):
    code, answer = decide({"value": [without_group("vips")], "@odata.nextLink": "x"})

    assert (code, answer["covered"]) == (4, None)


@pytest.mark.parametrize("content", [[], {"value": []}, {"conditional_access_policies": [None]}])
def test_no_policy_at_all_is_a_hole_for_everyone(decide, content):
    code, answer = decide(content)

    assert (code, answer["holes"][0]["who"]) == (3, "everyone")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('[{"id": "p1", ', "truncated"),
        ("[nonsense]", "is not JSON"),
        (
            [{"id": "u1", "userPrincipalName": "ana@harbour.example"}],
            "no Conditional Access policy",
        ),
        ("", "is empty"),
    ],
)
def test_what_holds_no_policies_is_an_error_that_names_the_file(decide, content, why):
    code, answer = decide(content)

    assert code == 1
    assert "policies.json" in answer["where"]
    assert why in answer["error"]


def test_a_file_that_is_not_there_is_an_error(ask, tmp_path):
    assert ask("coverage", tmp_path / "gone.json").code == 1


def test_a_folder_of_policies_is_one_set(ask, tmp_path):
    rest = {"users": {"includeGroups": ["vips"]}}
    other = MFA | {"id": "p2", "conditions": MFA["conditions"] | rest}
    (tmp_path / "a.json").write_text(json.dumps(without_group("vips")))
    (tmp_path / "b.json").write_text(json.dumps(other))

    assert json.loads(ask("coverage", tmp_path, "--json").out)["covered"] is True


@pytest.mark.parametrize(
    ("control", "code"),
    [("mfa", 0), ("block_legacy", 0), ("managed_device", 3), ("phishing_resistant", 3)],
)
def test_each_control_is_its_own_question(decide, control, code):
    assert decide([MFA], "--control", control)[0] == code


@pytest.fixture
def directory(tmp_path):
    """Write the users and groups of a small tenant as Graph answers."""
    folder = tmp_path / "directory"
    members = folder / "groups/11111111-1111-1111-1111-111111111111"
    members.mkdir(parents=True)
    people = [
        {"id": name, "userPrincipalName": f"{name}@harbour.example", "accountEnabled": True}
        for name in ("ana", "ben")
    ]
    root = "https://graph.microsoft.com/v1.0/$metadata#"
    users = {"@odata.context": f"{root}users", "value": people}
    groups = {
        "@odata.context": f"{root}groups",
        "value": [{"id": "11111111-1111-1111-1111-111111111111", "displayName": "VIPs"}],
    }
    inside = [{"@odata.type": "#microsoft.graph.user", "id": "ben"}]
    (folder / "users.json").write_text(json.dumps(users))
    (folder / "groups.json").write_text(json.dumps(groups))
    (members / "members.json").write_text(
        json.dumps({"@odata.context": f"{root}directoryObjects", "value": inside})
    )
    return folder


def test_a_directory_turns_classes_into_people(decide, directory):
    policies = [without_group("11111111-1111-1111-1111-111111111111")]

    code, answer = decide(policies, "--directory", directory)

    assert (code, answer["users_uncovered"]) == (3, 1)
    assert answer["holes"][0]["who"] == "ben@harbour.example"


def test_who_is_locked_out_is_said_by_name_and_policy(decide, directory):
    block = without_group("11111111-1111-1111-1111-111111111111") | {
        "grantControls": {"operator": "OR", "builtInControls": ["block"]}
    }

    code, answer = decide([block], "--directory", directory, "--lockout")

    [locked] = answer["locked_out"]
    assert code == 3
    assert (locked["upn"], locked["policies"]) == ("ana@harbour.example", ["MFA for everyone"])


def test_nobody_is_simulated_without_a_directory(decide):
    code, answer = decide([MFA], "--lockout")

    assert (code, "users" in answer["error"]) == (1, True)


def test_people_read_holes_as_a_table(ask, tmp_path):
    (tmp_path / "p.json").write_text(json.dumps([without_group("vips")]))

    answer = ask("coverage", tmp_path / "p.json")

    assert answer.code == 3
    assert "mfa: not covered." in answer.out
    assert "in group vips" in answer.out
