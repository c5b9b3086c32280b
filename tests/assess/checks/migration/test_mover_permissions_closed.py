from dataclasses import replace
from datetime import timedelta

import pytest
from harbour import NOW, without
from ready import READY, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import APP_ROLE_ASSIGNMENTS

CHECK = "migration.mover_permissions_closed"


def mover(role="full_access_as_app", kind="service_principal"):
    """Return a side on which an application holds this permission."""
    given = {"assignment": "a", "principal": "sp", "principal_kind": kind, "role": role}
    return {
        "app_role_assignments": [given],
        "service_principals": [{"service_principal": "sp", "name": "Box mover"}],
    }


def test_until_the_last_window_it_is_listed():
    finding = answer(CHECK, ready(source=mover()))

    assert finding.outcome is Outcome.PASSED
    assert finding.says == "Until the last window Box mover may do everything."


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize("role", ["Sites.FullControl.All", "Mail.ReadWrite"])
def test_after_it_whoever_kept_the_right_is_named(side, role):
    late = replace(ready(**{side: mover(role)}), now=NOW + timedelta(days=60))

    finding = answer(CHECK, late)

    assert finding.outcome is Outcome.FAILED
    assert finding.says == "The last window is over, and Box mover still may do everything."
    assert finding.evidence["side"].to_list() == [side]


@pytest.mark.parametrize("side", [mover("User.Read.All"), mover(kind="user")])
def test_smaller_rights_and_rights_of_people_are_another_matter(side):
    late = replace(ready(target=side), now=NOW + timedelta(days=60))

    assert answer(CHECK, late).outcome is Outcome.PASSED


def test_is_not_assessed_without_windows_or_without_permissions():
    blind = without(ready().target, APP_ROLE_ASSIGNMENTS, "not granted")
    situations = (ready(target=mover(), window=()), Situation(NOW, ready().source, blind, READY))

    for situation in situations:
        assert answer(CHECK, situation).outcome is Outcome.NOT_ASSESSED
