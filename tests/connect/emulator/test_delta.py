DELTA = "@odata.deltaLink"


def everything(graph, asked, **headers):
    """Return all entries of a delta query, and the link that asks for what changes next."""
    pages = list(graph.pages(asked, **headers))
    return [one for page in pages for one in page["value"]], pages[-1][DELTA]


def test_the_first_delta_query_returns_all_users(graph):
    found, _ = everything(graph, "/users/delta?$select=id", prefer="odata.maxpagesize=10")

    assert [one["id"] for one in found] == [
        row["id"] for row in graph.emulator.tenant.lists["users"]
    ]


def test_a_delta_link_returns_what_changed_and_what_is_gone(graph):
    _, link = everything(graph, "/users/delta?$select=id,department")
    first, second = [row["id"] for row in graph.emulator.tenant.lists["users"][:2]]
    graph.emulator.tenant.change("users", first, department="Kitchen")
    graph.emulator.tenant.remove("users", second)

    found, link = everything(graph, link)

    assert found == [
        {"id": first, "department": "Kitchen"},
        {"id": second, "@removed": {"reason": "deleted"}},
    ]
    assert everything(graph, link)[0] == []


def test_a_large_group_comes_several_times(graph):
    tenant = graph.emulator.tenant
    group = tenant.lists["groups"][0]["id"]
    people = [{"@odata.type": "#microsoft.graph.user", "id": str(n)} for n in range(2_500)]
    tenant.lists[f"groups/{group}/members"] = people

    found, _ = everything(graph, "/groups/delta?$select=id,members")

    entries = [one["members@delta"] for one in found if one["id"] == group]
    assert [len(part) for part in entries] == [1000, 1000, 500]
    assert [one for part in entries for one in part] == people


def test_a_delta_link_is_good_for_seven_days(graph):
    _, link = everything(graph, "/users/delta?$select=id")

    graph.clock.sleep(8 * 86_400)
    graph.token = graph.emulator.tokens.issue(graph.emulator.apps[0])

    answer = graph.ask(link)
    assert answer.status_code == 410
    assert answer.json()["error"]["code"] == "syncStateNotFound"
    assert answer.headers["location"].endswith("/users/delta")


def test_only_what_comes_later_can_be_asked(graph):
    found, link = everything(graph, "/groups/delta?$deltatoken=latest")

    assert found == []
    assert everything(graph, link)[0] == []
