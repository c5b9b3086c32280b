"""Groups inside groups: who is really in, and where a group contains itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

import networkx as nx
import polars as pl


def reach(memberships: pl.DataFrame, groups: pl.Series) -> pl.DataFrame:
    """Return ``group``, ``member``, ``member_kind`` for everything inside ``groups``, at any depth.

    ``memberships`` is a frame of the table MEMBERSHIPS. One row per group and member, sorted;
    cycles end the walk, and nested groups are members too.
    """
    edges = memberships.select(inner="group", member="member", member_kind="member_kind")
    asked = groups.unique().sort()
    frontier = pl.DataFrame({"group": asked, "inner": asked})
    found = memberships.select("group", "member", "member_kind").clear()
    while not frontier.is_empty():
        inside = frontier.join(edges, on="inner").select("group", "member", "member_kind").unique()
        new = inside.join(found, on=["group", "member"], how="anti")
        found = pl.concat([found, new]).unique(["group", "member"], keep="first")
        frontier = new.select("group", inner="member")
    return found.sort("group", "member")


def circles(memberships: pl.DataFrame) -> pl.DataFrame:
    """Return ``group`` and ``circle`` (a number from 0) for each group that contains itself.

    Only nesting is walked, never people: groups are few where people are many.
    """
    graph = _graph(memberships)
    found = sorted(
        sorted(component)
        for component in nx.strongly_connected_components(graph)
        if len(component) > 1 or any(graph.has_edge(node, node) for node in component)
    )
    rows = [(group, number) for number, circle in enumerate(found) for group in circle]
    return pl.DataFrame(rows, schema={"group": pl.String, "circle": pl.Int64}, orient="row")


def depths(memberships: pl.DataFrame) -> pl.DataFrame:
    """Return ``group``, ``depth`` and ``below`` for each group that has groups inside.

    ``depth`` is how many groups lie under it, one inside the other, on the longest way down;
    ``below`` is the first of them. A circle is one step of the way, whatever its length.
    """
    graph = _graph(memberships)
    whole = nx.condensation(graph)
    first = {knot: min(inside) for knot, inside in whole.nodes(data="members")}
    depth: dict[int, int] = {}
    rows = []
    for knot in reversed(list(nx.topological_sort(whole))):
        inside = [(depth[under] + 1, first[under]) for under in whole[knot]]
        depth[knot], below = max(inside, default=(0, ""))
        if below:
            rows += [(group, depth[knot], below) for group in whole.nodes[knot]["members"]]
    schema = {"group": pl.String, "depth": pl.Int64, "below": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("group")


def gathered(edges: Iterable[tuple[str, str]], own: Mapping[str, int]) -> dict[str, int]:
    """Return the bits of each node and of all that it leads to; nodes of a circle share theirs.

    ``edges`` lead from one node to the next, ``own`` are the bits that a node begins with. Each
    node is walked once, however many ways lead to it.
    """
    graph = nx.DiGraph(edges)
    graph.add_nodes_from(own)
    whole = nx.condensation(graph)
    inside: dict[str, int] = {}
    bits: dict[int, int] = {}
    for knot in reversed(list(nx.topological_sort(whole))):
        nodes = whole.nodes[knot]["members"]
        bits[knot] = reduce(or_, (own.get(node, 0) for node in nodes), 0)
        bits[knot] |= reduce(or_, (bits[under] for under in whole[knot]), 0)
        inside |= dict.fromkeys(nodes, bits[knot])
    return inside


def _graph(memberships: pl.DataFrame) -> nx.DiGraph:
    """Return the nesting of groups; a member that has members is a group, whatever it is called."""
    has_members = pl.col("member").is_in(memberships["group"].unique().implode())
    nested = memberships.filter(has_members | (pl.col("member_kind") == "group"))
    return nx.DiGraph(nested.select("group", "member").rows())


def circling(frame: pl.DataFrame, node: str, up: str) -> pl.Series:
    """Return the nodes that meet themselves when everyone points at no more than one other.

    ``frame`` has a row per node; ``up`` may be null. After as many steps as there are nodes,
    a walk has either ended or is inside a circle; each round doubles the steps taken.
    """
    known = frame[node].implode()
    walk = frame.select(node=pl.col(node), at=pl.col(up)).filter(pl.col("at").is_in(known))
    steps = 1
    while steps < frame.height and not walk.is_empty():
        jump = walk.select(at="node", beyond="at")
        walk = walk.join(jump, on="at").select("node", at="beyond")
        steps *= 2
    return walk["at"].unique().sort()
