"""Against a real Samba domain controller."""

import polars as pl
import pytest
from connect.ldap.collecting import collected, manifest
from servers.samba import PEOPLE

from pilotage.connect.ldap import KIND
from pilotage.facts.errors import SourceDenied
from pilotage.facts.tables import MEMBERSHIPS, USERS

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

    with pytest.raises(SourceDenied, match="refuses the sign-in: user or password") as caught:
        next(source.probe())
    assert "Not-the-0ne" not in f"{caught.value!r} {source!r}"


def test_a_clear_connection_that_the_server_forbids_is_said(domain):
    source = KIND.open(domain.settings(security="none"))

    with pytest.raises(SourceDenied, match="wants a protected connection"):
        next(source.probe())
