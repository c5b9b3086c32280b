import io

import networkx as nx
import polars as pl
import pytest
from harbour import engagement, mailbox, tenant, user

from pilotage.dependencies import RULES, map_dependencies
from pilotage.dependencies.explain import explain, find_unit
from pilotage.dependencies.export import FORMATS
from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import ADDRESSES


def graph_of(snapshot, made=None):
    return map_dependencies(snapshot, made, RULES.load().values())


def test_the_same_snapshot_gives_the_same_map():
    first, second = graph_of(tenant()), graph_of(tenant())

    assert first.edges.equals(second.edges)
    assert first.groups.equals(second.groups)


def test_guests_are_no_units_and_an_edge_to_an_outsider_is_counted_not_kept():
    graph = graph_of(
        tenant(
            users=[user("ana"), user("gus", kind="guest")],
            mail_traffic=[
                {"sender": "ana", "recipient": "info@supplier.example", "messages": 9, "days": 30}
            ],
        )
    )

    assert "gus" not in graph.units["unit"]
    assert graph.edges.filter(rule="mail_traffic").is_empty()
    assert graph.outside["mail_traffic"] == 1


def test_a_large_group_is_weighted_down_and_never_expanded():
    people = [user(f"u{n:03}") for n in range(300)]
    members = [{"group": "all-staff", "member": each["user"]} for each in people]
    graph = graph_of(tenant(users=people, memberships=members))

    rows = graph.groups.filter(group="all-staff")
    assert rows.height == 300
    assert rows["weight"].unique().to_list() == [pytest.approx(1.5 * 30 / 300)]


def test_a_shared_mailbox_ties_its_trustees_through_one_hyperedge():
    rights = [
        {"mailbox": "info", "trustee": name, "right": "full_access"} for name in ("ben", "dara")
    ]
    graph = graph_of(tenant(mailboxes=[mailbox("info", kind="shared")], mailbox_permissions=rights))

    rows = graph.groups.filter(rule="shared_mailboxes")
    assert rows["member"].to_list() == ["ben", "dara"]
    assert rows["because"].to_list()[0] == "Full Access on shared mailbox Info"
    assert graph.edges.filter(rule="mailbox_permissions").is_empty()


def test_explaining_a_person_says_because_of_what_heaviest_first_r16():
    graph = graph_of(tenant())

    rows = explain(graph, "ana")

    assert rows.filter(rule="mailbox_permissions")["because"].to_list() == [
        "Full Access on the mailbox"
    ]
    assert rows["weight"].is_sorted(descending=True)
    assert rows.filter(rule="group_membership")["size"].to_list() == [4]


@pytest.mark.parametrize("asked", ["ana", "ana@harbour.example", "ANA", "Ana "])
def test_a_person_is_found_by_id_address_or_name(asked):
    snapshot = tenant()

    assert find_unit(graph_of(snapshot), snapshot[ADDRESSES], asked) == "ana"


def test_an_unknown_person_is_refused_with_what_is_near():
    snapshot = tenant()

    with pytest.raises(NotKnown, match="no unit is called an; did you mean Ana"):
        find_unit(graph_of(snapshot), snapshot[ADDRESSES], "an")


def test_two_people_of_one_name_are_not_guessed_between():
    snapshot = tenant(users=[user("a1", name="Ana"), user("a2", name="Ana")])

    with pytest.raises(NotKnown, match="names 2 units"):
        find_unit(graph_of(snapshot), snapshot[ADDRESSES], "Ana")


def test_a_service_needs_its_server_and_its_application_by_name():
    made = engagement('[[service]]\nname = "Payroll"\napplications = ["PayPro"]\n')
    graph = graph_of(
        tenant(
            servers=[{"server": "srv1", "service": "Payroll"}],
            applications=[{"application": "app-1", "name": "PayPro"}],
        ),
        made,
    )

    rows = graph.edges.filter(rule="server_service")
    assert rows["dependent"].unique().to_list() == ["service:Payroll"]
    assert rows["needs"].to_list() == ["app-1", "srv1"]
    assert rows["order"].all()


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_holds_every_link_and_is_harmless(format):
    graph = graph_of(tenant(users=[user("ana", name='=HYPERLINK("x")'), user("ben")]))

    text = FORMATS[format](graph)

    assert text.count("calendar_delegates") == 1
    assert ",=HYPERLINK" not in text
    assert ',"=HYPERLINK' not in text


def test_graphml_reads_back_with_all_nodes():
    graph = graph_of(tenant())
    read = nx.read_graphml(io.BytesIO(FORMATS["graphml"](graph).encode()), force_multigraph=True)

    assert set(read.nodes) == set(graph.units["unit"])


@pytest.mark.parametrize("id", list(RULES.load()))
def test_a_rule_has_a_page_and_holds_on_an_empty_tenant(id):
    empty = tenant(**{name: [] for name in ("users", "groups", "mailboxes", "memberships")})

    rule = RULES[id]

    assert all(rule.page[heading] for heading in ("Why", "Weight", "Source"))
    assert isinstance(rule.see(empty, None), pl.DataFrame)
