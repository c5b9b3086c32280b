"""Against a real OpenLDAP server."""

from dataclasses import replace

import polars as pl
import pytest
from connect.ldap.collecting import collected, manifest, rows_of
from servers.openldap import BASE, LIMITED, PASSWORD, PEOPLE, openldap, prepare, running

from pilotage.connect.answers import Answers
from pilotage.connect.ldap import KIND
from pilotage.facts.errors import SourceBusy, SourceDenied
from pilotage.facts.tables import GROUPS, MEMBERSHIPS, USERS

HERE = {"referrals": "elsewhere"}


@pytest.fixture(scope="module")
def snapshot(openldap_server, tmp_path_factory):
    return collected(tmp_path_factory.mktemp("collection"), openldap_server.settings(**HERE))


def test_every_person_is_read_with_a_lasting_id(snapshot):
    people = snapshot[USERS]

    assert people.height == PEOPLE
    assert people["user"].str.contains("^[0-9a-f]{8}-").all()
    assert people["manager"].unique().to_list() == people.filter(name="Person 0")["user"].to_list()
    assert snapshot.missing(USERS) == ""


def test_members_are_read_by_name_and_by_login(snapshot):
    groups = snapshot[GROUPS].rows_by_key("name", named=True, unique=True)
    count = dict(snapshot[MEMBERSHIPS].group_by("group").len().iter_rows())

    assert count == {groups["crew"]["group"]: PEOPLE, groups["night"]["group"]: 1}
    assert snapshot[MEMBERSHIPS]["member_kind"].unique().to_list() == ["user"]


def test_a_referral_is_not_followed_and_its_part_is_unknown(openldap_server, tmp_path):
    snapshot = collected(tmp_path, openldap_server.settings())

    assert snapshot[USERS].height == PEOPLE
    assert "such as ldap://127.0.0.9:1/ou=Abroad" in snapshot.missing(USERS)
    assert "which is not followed" in snapshot.missing(USERS)


def test_a_server_that_stops_at_its_limit_leaves_the_rest_unknown(openldap_server, tmp_path):
    snapshot = collected(tmp_path, openldap_server.settings(user=LIMITED, **HERE))

    assert 0 < snapshot[USERS].height < PEOPLE
    assert "stopped before the end (sizeLimitExceeded)" in snapshot.missing(USERS)


def test_a_container_that_is_closed_is_named_and_the_others_are_read(openldap_server, tmp_path):
    closed = f"ou=Closed,{BASE}"
    settings = openldap_server.settings(base=f"{closed}; ou=People,{BASE}")

    probes = {each.ask.id: each for each in KIND.open(settings).probe()}
    snapshot = collected(tmp_path, settings)

    assert not probes["people"].readable
    assert f"does not let {closed} be read" in probes["people"].why
    assert "Let the account read this container" in probes["people"].fix
    assert snapshot[USERS].height == PEOPLE
    assert f"does not let {closed} be read" in snapshot.missing(USERS)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"security": "starttls"}, id="starttls"),
        pytest.param({"security": "none", "host": "127.0.0.1"}, id="clear-on-loopback"),
    ],
)
def test_the_other_port_is_protected_or_loopback(openldap_server, changes):
    settings = openldap_server.settings(port=str(openldap_server.clear_port), **changes)

    assert all(each.readable for each in KIND.open(settings).probe())


def test_a_certificate_signs_in_by_sasl_external(openldap_server):
    folder = openldap_server.folder
    files = {key: str(folder / f"reader-{file}") for key, file in FILES.items()}
    settings = openldap_server.settings(sign_in="external", user="", password="", **files)

    assert all(each.readable for each in KIND.open(settings).probe())


FILES = {"certificate_file": "cert.pem", "key_file": "key.pem"}


def test_a_password_signs_in_by_sasl_without_being_sent(openldap_server):
    settings = openldap_server.settings(sign_in="digest-md5", user="reader")

    assert all(each.readable for each in KIND.open(settings).probe())


def test_a_host_that_is_not_in_the_certificate_is_not_trusted(openldap_server):
    with pytest.raises(SourceDenied, match=r"127\.0\.0\.1 is not trusted"):
        next(KIND.open(openldap_server.settings(host="127.0.0.1")).probe())


def test_an_expired_certificate_is_not_trusted(openldap_server, tmp_path):
    with (
        openldap(tmp_path, expired=True) as server,
        pytest.raises(SourceDenied, match="localhost is not trusted: certificate has expired"),
    ):
        next(KIND.open(server.settings()).probe())


def test_a_password_is_in_no_error_and_no_text(openldap_server, tmp_path):
    source = KIND.open(openldap_server.settings(user="cn=nobody"))

    with pytest.raises(SourceDenied) as caught:
        next(source.probe())
    assert PASSWORD not in f"{caught.getrepr()} {source!r}"


def test_what_a_collection_cost_is_noted(openldap_server, tmp_path):
    collected(tmp_path, openldap_server.settings(**HERE))

    effort = manifest(tmp_path)["effort"]
    assert effort["people"]["requests"] >= PEOPLE // 1000 + 1
    assert effort["people"]["bytes"] > PEOPLE * 100


def test_a_server_that_dies_in_a_search_is_gone_on_with_when_it_is_back(tmp_path):
    data, whole, broken = (tmp_path / name for name in ("data", "whole", "broken"))
    data.mkdir()
    prepare(data)
    with running(data) as server:
        undisturbed = collected(whole, server.settings(**HERE))
    with running(data) as server:
        source = replace(KIND.open(server.settings(**HERE)), pause=lambda seconds: None)
        with pytest.raises(SourceBusy, match="cannot be reached or broke off"):
            source.collect(Answers(broken), lambda *progress: server.process.kill())
    assert not (broken / "directory.ldif").exists()
    with running(data) as server:
        snapshot = collected(broken, server.settings(**HERE))

    assert rows_of(snapshot) == rows_of(undisturbed)


def test_people_of_one_unit_alone(openldap_server, tmp_path):
    settings = openldap_server.settings(base=f"ou=Groups,{BASE}", **HERE)

    snapshot = collected(tmp_path, settings)

    assert USERS.name not in snapshot.captures
    assert snapshot[GROUPS].select(pl.len()).item() == 2
