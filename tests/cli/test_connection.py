"""Connections as a person keeps them on the command line; DNS and Graph stand for all kinds."""

import json

import pytest
from click.testing import CliRunner
from cryptography.fernet import Fernet

from pilotage.cli.main import pilotage
from pilotage.connect.vault import KEY
from pilotage.facts.errors import InputError, NotKnown


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command in an empty home folder, with a key of its own."""
    monkeypatch.setenv(KEY, Fernet.generate_key().decode())
    monkeypatch.setenv("QUAY_SECRET", "tops3cret")

    def run(*words, **how):
        arguments = ["--home", str(tmp_path / "home"), *words]
        return CliRunner().invoke(pilotage, arguments, catch_exceptions=False, **how)

    return run


QUAY = (
    *("connection", "add", "quay", "graph", "--set", "tenant=quay.example"),
    *("--set", "client_id=11111111-1111-1111-1111-111111111111", "--set", "sign_in=secret"),
)


def test_a_connection_is_kept_listed_and_removed_without_its_secret_being_shown(run, tmp_path):
    added = run(*QUAY, "--secret", "secret=env:QUAY_SECRET")
    listed = run("connection", "list", "--json")

    assert added.exit_code == 0
    assert json.loads(listed.stdout)[0]["name"] == "quay"
    kept = (tmp_path / "home" / "connections" / "quay.json").read_text()
    assert "tops3cret" not in added.output + listed.output + kept
    assert run("connection", "remove", "quay").exit_code == 0
    assert json.loads(run("connection", "list", "--json").stdout) == []


def test_a_secret_on_the_command_line_is_refused(run):
    refused = run(*QUAY, "--set", "secret=tops3cret", standalone_mode=True)

    assert refused.exit_code == 2
    assert "is a secret" in refused.output
    assert "tops3cret" not in refused.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--set", "tenant="), "lacks tenant"),
        (("--set", "cloud=moon"), "cloud is moon. Choose global"),
        (("--set", "colour=red"), "has no setting colour"),
        (("--set", "sign_in=certificate"), "certificate_file"),
        (("--secret", "secret=env:NOWHERE"), "holds no secret"),
    ],
    ids=["missing", "no choice", "unknown", "no certificate", "no secret"],
)
def test_what_cannot_open_anything_is_not_kept(run, words, says):
    with pytest.raises(InputError, match=says):
        run(*QUAY, *words)
    assert json.loads(run("connection", "list", "--json").stdout) == []


def test_an_unknown_connection_is_said_with_those_that_exist(run):
    run("connection", "add", "names", "dns", "--set", "domains=quay.example")

    with pytest.raises(NotKnown, match="there is no connection quay; known are names"):
        run("collect", "quay")
    with pytest.raises(NotKnown, match="no connection quay"):
        run("connection", "test", "quay")


def test_scopes_ask_for_no_permission_to_write(run):
    asked = json.loads(run("scopes", "--json").stdout)
    rights = {
        right
        for asks in asked.values()
        for ask in asks
        for right in (*ask["application"], *ask["delegated"])
    }

    assert "User.Read.All" in rights
    assert not [right for right in rights if "Write" in right]
