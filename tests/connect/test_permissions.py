from pilotage.connect.permissions import least
from pilotage.connect.sources import Ask


def ask(*application, delegated=()):
    return Ask("id", "says", "GET /", (), application=application, delegated=delegated)


def test_a_question_with_one_permission_decides_first():
    either = ask("User.Read.All", "Directory.Read.All")
    only = ask("Directory.Read.All")

    assert least([either, only]) == ("Directory.Read.All",)


def test_of_several_the_first_is_taken_where_nothing_else_needs_another():
    assert least([ask("User.Read.All", "Directory.Read.All"), ask()]) == ("User.Read.All",)


def test_delegated_permissions_are_counted_apart():
    asks = [ask("A", delegated=("B",))]

    assert (least(asks), least(asks, delegated=True)) == (("A",), ("B",))
