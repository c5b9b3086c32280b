import pytest
from asking import ask_one
from fragment import fragment
from harbour import tenant, user

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome

CHECK = "access.roles_finer_than_global"
CHIEF, OTHER = "Global Administrator", "Exchange Administrator"


def people(*roles):
    listed = {f"p{n}": {"DisplayName": f"P {n}", "roles": its} for n, its in enumerate(roles)}
    return ask_one(CHECK, fragment(privileged_users=listed))


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([[CHIEF], [OTHER]], Outcome.PASSED),
        ([CHIEF, OTHER], Outcome.PASSED),
        ([[CHIEF], [OTHER], ["User Administrator"]], Outcome.PASSED),
        ([[OTHER]], Outcome.PASSED),
        ([[CHIEF], [CHIEF], [OTHER]], Outcome.FAILED),
        ([[CHIEF, OTHER], [CHIEF, OTHER], [OTHER]], Outcome.FAILED),
        ([[CHIEF, OTHER], [OTHER, OTHER]], Outcome.PASSED),
        ([[CHIEF]], Outcome.FAILED),
        ([], Outcome.FAILED),
    ],
    ids=str,
)
def test_no_more_people_hold_the_great_role_than_finer_ones(roles, expected):
    assert people(*roles).outcome is expected


def test_assignments_of_other_sources_are_counted_alike():
    def held(*pairs):
        rows = [
            {
                "principal": name,
                "principal_kind": "user",
                "role": role,
                "assignment": "standing",
                "scope": "/",
            }
            for name, role in pairs
        ]
        users = [user(name) for name, _ in pairs]
        return ask_one(CHECK, tenant(role_assignments=rows, users=users)).outcome

    exchange = "29232cdf-9323-42fd-ade2-1d097af3e4de"
    assert held(("ana", GLOBAL_ADMINISTRATOR), ("ben", exchange)) is Outcome.PASSED
    assert held(("ana", GLOBAL_ADMINISTRATOR), ("ana", exchange)) is Outcome.FAILED
    assert held(("ana", exchange), ("stranger", GLOBAL_ADMINISTRATOR)) is Outcome.PASSED


def test_is_not_assessed_where_people_were_not_read():
    failed = ["Get-PrivilegedUser"]
    blind = fragment(privileged_users={}, aad_unsuccessful_commands=failed)

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED
