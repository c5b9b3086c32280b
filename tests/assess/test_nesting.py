import networkx as nx
import polars as pl
from harbour import capture
from hypothesis import given
from hypothesis import strategies as st

from pilotage.assess.nesting import circles, circling, depths, reach
from pilotage.facts.tables import MEMBERSHIPS

NODES = st.sampled_from("abcdefg")


def memberships(pairs):
    return capture(
        MEMBERSHIPS,
        [{"group": outer, "member": inner, "member_kind": "group"} for outer, inner in pairs],
    ).frame


@given(st.sets(st.tuples(NODES, NODES)), st.sets(NODES, max_size=3))
def test_reach_finds_what_a_walk_finds_from_every_group(pairs, groups):
    graph = nx.DiGraph(list(pairs))
    walked = {
        (group, member)
        for group in groups & set(graph)
        for first in graph.successors(group)
        for member in (first, *nx.descendants(graph, first))
    }
    found = reach(memberships(pairs), pl.Series("group", sorted(groups), dtype=pl.String))

    assert set(found.select("group", "member").rows()) == walked
    assert found.height == len(walked)


@given(st.sets(st.tuples(NODES, NODES)))
def test_a_group_is_in_a_circle_exactly_when_it_reaches_itself(pairs):
    frame = memberships(pairs)
    inside = reach(frame, frame["group"])
    itself = inside.filter(pl.col("group") == pl.col("member"))

    assert circles(frame)["group"].sort().to_list() == itself["group"].to_list()


@given(st.sets(st.tuples(NODES, NODES)))
def test_depth_is_the_longest_way_down_where_there_are_no_circles(pairs):
    downward = {(outer, inner) for outer, inner in pairs if outer < inner}
    graph = nx.DiGraph(list(downward))
    longest = {
        node: nx.dag_longest_path_length(graph.subgraph({node, *nx.descendants(graph, node)}))
        for node in sorted(graph)
    }
    found = depths(memberships(downward))

    assert dict(found.select("group", "depth").rows()) == {
        node: depth for node, depth in longest.items() if depth
    }
    assert all(edge in downward for edge in found.select("group", "below").rows())


@given(st.sets(st.tuples(NODES, NODES)))
def test_depth_ends_in_circles_and_is_the_same_all_around_them(pairs):
    frame = memberships(pairs)
    around = circles(frame).join(depths(frame), on="group", how="left")

    assert around.group_by("circle").agg(pl.col("depth").n_unique())["depth"].eq(1).all()


@given(st.dictionaries(NODES, st.one_of(st.none(), NODES)))
def test_circling_finds_those_who_meet_themselves(ups):
    frame = pl.DataFrame(
        {"node": list(ups), "up": list(ups.values())},
        schema={"node": pl.String, "up": pl.String},
    )
    graph = nx.DiGraph([(node, up) for node, up in ups.items() if up in ups])
    circle = sorted({node for cycle in nx.simple_cycles(graph) for node in cycle})

    assert circling(frame, "node", "up").to_list() == circle


def test_a_long_line_of_managers_is_no_circle():
    people = [f"p{number:05}" for number in range(20_000)]
    frame = pl.DataFrame({"node": people, "up": [None, *people[:-1]]})

    assert circling(frame, "node", "up").is_empty()
