"""Against a real Samba domain controller."""

import random
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest
from connect.ldap.collecting import collected, killed, manifest, rows_of
from servers.samba import BASE, PEOPLE

from pilotage.connect.answers import Answers
from pilotage.connect.ldap import KIND
from pilotage.connect.ldap.search import pages
from pilotage.connect.ldap.session import Session
from pilotage.connect.ldap.settings import login_of
from pilotage.facts.errors import SourceDenied
from pilotage.facts.tables import (
    ADDRESSES,
    DEVICES,
    GROUPS,
    MEMBERSHIPS,
    ROLE_ASSIGNMENTS,
    SERVERS,
    USERS,
)

pytestmark = pytest.mark.xdist_group("samba")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("collection")


@pytest.fixture(scope="module")
def snapshot(domain, folder):
    return collected(folder, domain.settings())


def test_every_person_is_read(snapshot):
    people = snapshot[USERS].filter(pl.col("upn").str.starts_with("person"))

    assert people.height == PEOPLE
    assert not snapshot.refused
    assert snapshot.missing(USERS) == ""


def test_a_group_above_1500_members_is_whole(snapshot):
    largest = snapshot[MEMBERSHIPS].group_by("group").len().sort("len")[-1]

    assert largest["len"].item() >= PEOPLE
    assert snapshot.missing(MEMBERSHIPS) == ""


def test_requests_are_as_few_as_pages(snapshot, folder):
    effort = manifest(folder)["effort"]

    assert effort["people"]["requests"] <= PEOPLE // 1000 + 2
    assert sum(each["requests"] for each in effort.values()) <= 8


def test_every_question_can_be_asked(domain):
    probes = list(KIND.open(domain.settings()).probe())

    assert [(each.ask.id, each.readable) for each in probes] == [
        (name, True) for name in ("people", "groups", "computers", "contacts", "structure")
    ]


def test_a_container_that_is_not_there_is_named(domain):
    source = KIND.open(domain.settings(base="OU=Gone,DC=ad,DC=harbour,DC=example"))

    probes = list(source.probe())

    assert not any(each.readable for each in probes)
    assert "does not let OU=Gone,DC=ad,DC=harbour,DC=example be read" in probes[0].why


@pytest.mark.parametrize("security", ["ldaps", "starttls"])
def test_a_connection_is_protected_and_its_certificate_checked(domain, security):
    own = KIND.open(domain.settings(security=security))
    strange = KIND.open(domain.settings(security=security) | {"ca_file": ""})

    assert next(own.probe()).readable
    with pytest.raises(SourceDenied, match=r"is not trusted.* as ca_file"):
        next(strange.probe())


def test_a_wrong_password_is_said_without_the_password(domain):
    source = KIND.open(domain.settings(password="Not-the-0ne"))

    with pytest.raises(SourceDenied, match="refuses the sign-in: the password is wrong") as caught:
        next(source.probe())
    assert "Not-the-0ne" not in f"{caught.value!r} {source!r}"


def test_a_clear_connection_that_the_server_forbids_is_said(domain):
    source = KIND.open(domain.settings(security="none"))

    with pytest.raises(SourceDenied, match="wants a protected connection"):
        next(source.probe())


def test_what_a_person_is_like_is_read(snapshot):
    people = snapshot[USERS].rows_by_key("name", named=True, unique=True)
    master, backup = people["Person 00000"], people["backup"]

    assert master["manager"] == people["Person 00001"]["user"]
    assert master["last_sign_in_at"] == datetime(2024, 12, 31, 16, 5, 9, tzinfo=UTC)
    assert master["job_title"] == "Harbour master, Zoë's deputy"
    assert master["enabled"] is False
    assert people["Administrator"]["enabled"] is True
    assert backup["employee_type"] == "service"


def test_computers_contacts_and_rulers_are_read(snapshot):
    [desk] = snapshot[DEVICES].filter(name="quay-1.ad.harbour.example").to_dicts()
    roles = dict(snapshot[SERVERS].select("server", "role").iter_rows())
    contacts = snapshot[ADDRESSES].filter(holder="contact")["address"].to_list()
    rulers = snapshot[ROLE_ASSIGNMENTS].filter(role_name="Domain Admins")

    assert desk["os"] == "Windows Server 2019 Standard"
    assert roles == {
        "quay-1.ad.harbour.example": None,
        "quay.ad.harbour.example": "domain controller",
    }
    assert set(contacts) == {"office@port.example", "quay@port.example"}
    assert rulers["scope"].unique().to_list() == ["ad.harbour.example"]


def test_links_of_policies_and_names_of_services_stand_in_the_file(snapshot, folder):
    text = (folder / "directory.ldif").read_text()

    assert "gPLink: [LDAP://CN={31B2F340-016D-11D2-945F-00C04FB984F9}" in text
    assert "servicePrincipalName: backup/store.ad.harbour.example" in text
    assert "memberOf" not in text


def test_a_group_tree_is_asked_in_one_query_and_gives_who_nesting_leads_to(
    domain, tmp_path, snapshot
):
    tree = collected(tmp_path, domain.settings(group=f"CN=outer,OU=Staff,{BASE}"))

    names = [f"Person {number:05d}" for number in range(4)]
    assert sorted(tree[USERS]["name"]) == names
    assert sorted(tree[GROUPS]["name"]) == ["inner", "middle", "outer"]
    assert manifest(tmp_path)["effort"]["people"]["requests"] <= 2
    assert _below("outer", snapshot) == set(names)


def _below(name, snapshot):
    """Return whom the direct memberships of the whole directory lead to."""
    groups = dict(snapshot[GROUPS].select("group", "name").iter_rows())
    people = dict(snapshot[USERS].select("user", "name").iter_rows())
    held = snapshot[MEMBERSHIPS]
    open_, found = [id for id, called in groups.items() if called == name], set()
    while open_:
        members = held.filter(group=open_.pop())["member"].to_list()
        open_ += [each for each in members if each in groups]
        found |= {people[each] for each in members if each in people}
    return found


def test_values_that_come_in_ranges_are_whole(domain):
    session = Session(login_of(domain.settings()))
    asked = ("cn", "member;range=0-499")

    [page] = pages(session, BASE, "(cn=everyone)", asked)
    requests = session.requests
    session.close()

    assert len(set(page.entries[0].attributes["member"])) == PEOPLE
    assert requests == 2


def test_a_collection_that_is_killed_again_and_again_gives_the_same(domain, tmp_path, snapshot):
    source = replace(KIND.open(domain.settings()), width=100)
    dice = random.Random(4)
    kills = 0
    while killed(tmp_path, source, dice.randint(1, 3)):
        kills += 1
    again = collected(tmp_path, {}, source)

    assert kills >= 20
    assert rows_of(again) == rows_of(snapshot)
    assert [each.name for each in tmp_path.glob(".directory/*")] == []


def test_a_place_that_another_server_counted_is_not_gone_on_from(domain, tmp_path, snapshot):
    answers = Answers(tmp_path)
    answers.page("people", ".directory/people-0-1.ldif", b"dn: cn=odd\n", after="9000 CN=Other")

    assert rows_of(collected(tmp_path, domain.settings())) == rows_of(snapshot)
