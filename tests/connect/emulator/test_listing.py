import pytest


def test_every_user_is_on_exactly_one_page(graph):
    found = [one["id"] for page in graph.pages("/users?$top=7&$select=id") for one in page["value"]]

    assert found == [row["id"] for row in graph.emulator.tenant.lists["users"]]


def test_a_next_link_keeps_what_was_asked(graph):
    page = graph.get("/users?$top=5&$select=id,displayName")

    assert "$select=id,displayName" in page["@odata.nextLink"]
    assert page["@odata.nextLink"].startswith("https://graph.example/v1.0/users?")


@pytest.mark.parametrize(
    ("asked", "context"),
    [
        ("/users?$select=id,mail", "users(id,mail)"),
        ("/users?$select=id&$expand=manager($select=id)", "users(id,manager(id))"),
        ("/groups", "groups"),
        ("/organization", "organization"),
        ("/policies/authorizationPolicy", "policies/authorizationPolicy/$entity"),
        ("/identity/conditionalAccess/policies", "identity/conditionalAccess/policies"),
    ],
)
def test_the_context_is_that_of_graph(graph, asked, context):
    assert graph.get(asked)["@odata.context"] == (
        f"https://graph.microsoft.com/v1.0/$metadata#{context}"
    )


def test_members_are_references_with_their_type(graph):
    group = next(
        row["id"]
        for row in graph.emulator.tenant.lists["groups"]
        if graph.emulator.tenant.members(row["id"])
    )

    page = graph.get(f"/groups/{group}/members?$select=id&$top=999")

    assert page["value"] == graph.emulator.tenant.members(group)
    assert page["@odata.context"].endswith("#directoryObjects(id)")


def test_members_have_names_when_names_are_asked(graph):
    tenant = graph.emulator.tenant
    group = next(row["id"] for row in tenant.lists["groups"] if tenant.members(row["id"]))

    [first, *_] = graph.get(f"/groups/{group}/members?$select=id,displayName")["value"]

    assert first["displayName"] == tenant.object(first["id"])["displayName"]


def test_users_come_without_what_was_not_selected(graph):
    [user] = graph.get("/users?$top=1")["value"]

    assert "accountEnabled" not in user
    assert "signInActivity" not in user
    assert "manager" not in user


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("/users?$top=1000", "Request_BadRequest"),
        ("/users?$top=0", "Request_BadRequest"),
        ("/auditLogs/signIns?$top=1001", "Request_BadRequest"),
        ("/users?$select=shoeSize", "BadRequest"),
        ("/users?$expand=shoes", "BadRequest"),
        ("/users?$skip=10", "BadRequest"),
        ("/users?$filter=displayName like 'A'", "BadRequest"),
        ("/shoes", "BadRequest"),
        ("/users?$skiptoken=!!", "BadRequest"),
        ("/users?$top=5&$top=6", "BadRequest"),
    ],
)
def test_what_graph_does_not_know_is_refused(graph, asked, code):
    assert graph.refused(asked) == (400, code)


def test_an_object_that_is_gone_is_not_found(graph):
    nobody = "00000000-0000-0000-0000-00000000dead"

    assert graph.refused(f"/groups/{nobody}/members") == (404, "Request_ResourceNotFound")
    assert graph.refused(f"/users/{nobody}") == (404, "Request_ResourceNotFound")


def test_pages_with_sign_in_activity_hold_at_most_five_hundred(graph):
    row = graph.emulator.tenant.lists["users"][0]
    graph.emulator.tenant.lists["users"] = [row] * 600

    pages = list(graph.pages("/users?$select=id,signInActivity&$top=999"))

    assert [len(page["value"]) for page in pages] == [500, 100]


def test_expanded_links_end_at_twenty(graph):
    group = graph.emulator.tenant.lists["groups"][0]
    group["owners"] = [{"@odata.type": "#microsoft.graph.user", "id": str(n)} for n in range(30)]

    [first, *_] = graph.get("/groups?$select=id&$expand=owners($select=id)")["value"]

    assert len(first["owners"]) == 20


def test_a_count_needs_the_header_that_graph_wants(graph):
    assert graph.refused("/users/$count") == (400, "Request_BadRequest")

    answer = graph.ask("/users/$count", consistencylevel="eventual")
    assert int(answer.text) == len(graph.emulator.tenant.lists["users"])


def test_nested_groups_are_followed_where_that_is_asked(graph):
    tenant = graph.emulator.tenant
    outer, inner, user = (tenant.lists[name][0]["id"] for name in ("groups", "devices", "users"))
    inner = tenant.lists["groups"][1]["id"]
    tenant.lists[f"groups/{outer}/members"] = [{"id": inner}]
    tenant.lists[f"groups/{inner}/members"] = [{"id": user}, {"id": outer}]

    found = graph.get(f"/groups/{outer}/transitiveMembers?$select=id")["value"]

    assert {one["id"] for one in found} == {inner, user, outer}


def test_beta_answers_as_beta(graph):
    page = graph.get("https://graph.example/beta/users?$select=id,perUserMfaState")

    assert page["@odata.context"].startswith("https://graph.microsoft.com/beta/")
    assert graph.refused("https://graph.example/v2.0/users") == (400, "BadRequest")


def test_nothing_can_be_written(graph):
    known = {"authorization": f"Bearer {graph.token}"}

    assert graph.wire.delete("/v1.0/users/x", headers=known).status_code == 405
