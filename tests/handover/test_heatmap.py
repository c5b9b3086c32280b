import polars as pl
from handover.sample import empty, graph

from pilotage.facts.dependency import (
    DEPENDENCY_SCHEMA,
    GROUP_SCHEMA,
    UNIT_SCHEMA,
    DependencyGraph,
)
from pilotage.handover.heatmap import OTHERS, department_pairs, folded, heat_map, step_of


def small(
    edges: list[tuple[str, str, float]], groups: list[tuple[str, str]] = ()
) -> DependencyGraph:
    """Return ana and ben in the office, chen in IT, and dara who has no department."""
    units = [
        ("ana", "user", "Ana", "Office"),
        ("ben", "user", "Ben", "Office"),
        ("chen", "user", "Chen", "IT"),
        ("dara", "user", "Dara", None),
    ]
    rows = [(one, two, weight, "rule", "because", False) for one, two, weight in edges]
    shared = [(group, member, 4.0, "rule", "one team") for group, member in groups]
    return DependencyGraph(
        pl.DataFrame(units, schema=UNIT_SCHEMA, orient="row"),
        pl.DataFrame(rows, schema=DEPENDENCY_SCHEMA, orient="row"),
        pl.DataFrame(shared, schema=GROUP_SCHEMA, orient="row"),
    )


def weights(made: DependencyGraph) -> dict[tuple[str, str], float]:
    return {(a, b): w for a, b, w in department_pairs(made).select("a", "b", "weight").iter_rows()}


def test_a_pair_of_departments_has_no_direction():
    made = small([("ana", "chen", 2), ("chen", "ben", 3), ("ana", "ben", 5)])

    assert weights(made) == {("IT", "Office"): 5, ("Office", "Office"): 5}


def test_a_unit_without_a_department_is_not_on_the_map():
    assert weights(small([("ana", "dara", 2)])) == {}


def test_a_group_counts_once_however_many_departments_it_spans():
    made = small([], [("team", "ana"), ("team", "ben"), ("team", "chen")])

    assert round(sum(weights(made).values()), 3) == 4


def test_beyond_what_can_be_read_departments_are_drawn_as_one():
    pairs = department_pairs(graph(600, tuple(f"D{n:02}" for n in range(60))))
    drawing = heat_map(pairs)

    assert len(drawing.names) == 42
    assert drawing.names[-1] == OTHERS
    assert round(folded(pairs)["weight"].sum(), 3) == round(pairs["weight"].sum(), 3)


def test_every_square_lies_inside_the_drawing_and_below_the_diagonal():
    drawing = heat_map(department_pairs(graph()))

    assert drawing.squares
    assert all(each.x + each.side <= drawing.width for each in drawing.squares)
    assert all(each.y + each.side <= drawing.height for each in drawing.squares)
    assert all(each.x - 230 < each.y - 24 + 1 for each in drawing.squares)


def test_a_step_up_is_twice_the_weight():
    assert [step_of(weight, 16) for weight in (0.5, 1, 2, 4, 8, 16)] == [1, 2, 3, 4, 5, 5]


def test_an_empty_graph_has_no_pairs():
    assert department_pairs(empty().graph).is_empty()
