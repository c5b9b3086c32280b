"""The map as files for other tools: GraphML, CSV and DOT.

A hyperedge becomes a star: each member is tied to the group, never to every other member.
"""

from __future__ import annotations

import io

import networkx as nx
import polars as pl

from pilotage.facts.dependency import DependencyGraph
from pilotage.facts.spreadsheet import harmless_texts


def links(graph: DependencyGraph) -> pl.DataFrame:
    """Return edges and stars in one frame: dependent, needs, weight, rule, because."""
    stars = graph.groups.select(
        dependent="member", needs="group", weight="weight", rule="rule", because="because"
    )
    edges = graph.edges.select(stars.columns)
    return pl.concat([edges, stars]).sort("dependent", "needs", "rule")


def as_csv(graph: DependencyGraph) -> str:
    """Return one line per link, with the names of both ends.

    A cell that a spreadsheet would take for a formula is made harmless.
    """
    names = graph.units.select("unit", "name")
    dependents = names.rename({"unit": "dependent", "name": "dependent_name"})
    needed = names.rename({"unit": "needs", "name": "needs_name"})
    named = links(graph).join(dependents, on="dependent", how="left")
    return harmless_texts(named.join(needed, on="needs", how="left")).write_csv()


def as_graphml(graph: DependencyGraph) -> str:
    """Return GraphML with kind, name and department of nodes, and weight, rule, because."""
    made = nx.MultiDiGraph()
    for unit, kind, name, department in graph.units.iter_rows():
        made.add_node(unit, kind=kind, name=name or "", department=department or "")
    for dependent, needs, weight, rule, because in links(graph).iter_rows():
        made.add_edge(dependent, needs, weight=weight, rule=rule, because=because or "")
    out = io.BytesIO()
    nx.write_graphml(made, out)
    return out.getvalue().decode()


def as_dot(graph: DependencyGraph) -> str:
    """Return a DOT digraph; thicker lines weigh more."""
    lines = ["digraph dependencies {", "  rankdir=LR;"]
    lines += [
        f"  {_quoted(unit)} [label={_quoted(name or unit)}, tooltip={_quoted(kind)}];"
        for unit, kind, name, _ in graph.units.iter_rows()
    ]
    lines += [
        f"  {_quoted(dependent)} -> {_quoted(needs)} "
        f"[penwidth={min(weight, 6.0):.2f}, label={_quoted(rule)}];"
        for dependent, needs, weight, rule, _ in links(graph).iter_rows()
    ]
    return "\n".join([*lines, "}", ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


FORMATS = {"csv": as_csv, "graphml": as_graphml, "dot": as_dot}
"""Every export by the word that people type."""
