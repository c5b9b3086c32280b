import pytest
from asking import ask_one
from fragment import fragment
from harbour import tenant, user, without

from pilotage.assess.roles import GLOBAL_ADMINISTRATOR
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MEMBERSHIPS

CHECK = "access.global_admins_counted"


def holds(principal, **changes):
    return {
        "principal": principal,
        "principal_kind": "user",
        "role": GLOBAL_ADMINISTRATOR,
        "assignment": "eligible",
        "scope": "/",
        **changes,
    }


def held_by(*assignments, **tables):
    return ask_one(CHECK, tenant(role_assignments=list(assignments), **tables))


def test_passes_with_two_people_however_they_hold_it():
    finding = held_by(holds("ana"), holds("chen"), holds("chen", assignment="standing"))

    assert finding.outcome is Outcome.PASSED
    assert finding.says.startswith("2 people ")
    assert finding.frameworks == ("MS.AAD.7.1v1",)


@pytest.mark.parametrize("count", [0, 1, 9])
def test_fails_with_too_few_or_too_many(count):
    people = [user(f"admin-{number}") for number in range(count)]
    finding = held_by(*(holds(person["user"]) for person in people), users=people)

    assert finding.outcome is Outcome.FAILED


def test_counts_people_through_nested_groups():
    inside = [
        {"group": "admins", "member": "seniors", "member_kind": "group"},
        {"group": "seniors", "member": "ana", "member_kind": "user"},
        {"group": "seniors", "member": "chen", "member_kind": "user"},
    ]
    finding = held_by(holds("admins", principal_kind="group"), memberships=inside)

    assert finding.outcome is Outcome.PASSED
    assert finding.evidence["via"].to_list() == ["admins", "admins"]


def test_other_roles_and_applications_do_not_count():
    reader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
    robot = holds("robot", principal_kind="service_principal")
    finding = held_by(holds("ana", role=reader), holds("chen"), holds("ben"), robot)

    assert finding.outcome is Outcome.PASSED


def test_a_holder_whom_nobody_knows_is_unknown():
    stranger = holds("stranger", principal_kind=None)

    assert held_by(holds("ana"), holds("chen"), stranger).outcome is Outcome.NOT_ASSESSED
    known = held_by(holds("ana", principal_kind=None), holds("chen", principal_kind=None))
    assert known.outcome is Outcome.PASSED


def test_a_source_that_lists_every_person_leaves_no_stranger():
    listed = [holds(name, assignment="unknown") for name in ("ana", "chen")]
    group = holds("some-group", principal_kind=None)

    assert held_by(*listed, group).outcome is Outcome.PASSED


def test_is_not_assessed_when_the_members_of_a_holding_group_were_not_read():
    held = tenant(
        role_assignments=[holds("ana"), holds("chen"), holds("admins", principal_kind="group")]
    )
    blind = without(held, MEMBERSHIPS, "no permission")

    assert ask_one(CHECK, blind).says == "Not assessed: no permission."


def test_is_not_assessed_when_roles_were_not_collected():
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED


CHIEF = "Global Administrator"


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, Outcome.FAILED),
        (1, Outcome.FAILED),
        (2, Outcome.PASSED),
        (8, Outcome.PASSED),
        (9, Outcome.FAILED),
    ],
)
def test_between_two_and_eight_exported_people_hold_it(count, expected):
    people = {f"p{n}": {"DisplayName": "Same Name", "roles": [CHIEF]} for n in range(count)}
    others = {"ana": {"DisplayName": "Ana", "roles": ["User Administrator"]}}
    finding = ask_one(CHECK, fragment(privileged_users={**people, **others}))

    assert finding.outcome is expected


@pytest.mark.parametrize("roles", [CHIEF, [CHIEF, "User Administrator"], [CHIEF, CHIEF]], ids=str)
def test_an_exported_person_counts_once_however_the_roles_are_written(roles):
    two = {name: {"DisplayName": name, "roles": roles} for name in ("ana", "chen")}

    assert ask_one(CHECK, fragment(privileged_users=two)).outcome is Outcome.PASSED


@pytest.mark.parametrize("empty", [{}, [], [None], None], ids=str)
def test_an_empty_list_of_people_is_too_few(empty):
    assert ask_one(CHECK, fragment(privileged_users=empty)).outcome is Outcome.FAILED


def test_is_not_assessed_where_people_were_not_exported():
    failed = ["Get-PrivilegedUser"]
    blind = fragment(privileged_users={}, aad_unsuccessful_commands=failed)

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(service_plans=[])).outcome is Outcome.NOT_ASSESSED


def test_roles_of_a_directory_on_premises_say_nothing_about_the_cloud():
    domain_admin = holds("chen", role="S-1-5-21-1-2-3-512", role_name="Domain Admins")

    assert held_by(domain_admin).outcome is Outcome.NOT_ASSESSED
    assert "on premises" in held_by(domain_admin).says
