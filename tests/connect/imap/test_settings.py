import pytest

from pilotage.connect.imap import KIND
from pilotage.connect.imap.accounts import accounts_of
from pilotage.connect.imap.settings import server_of
from pilotage.facts.errors import InputError

OWN = {"host": "mail.harbour.example", "user": "ana", "password": "ana-of-harbour"}
MASTER = {**OWN, "sign_in": "master", "user": "keeper"}


def accounts(tmp_path, text, mode=0o600, **settings):
    path = tmp_path / "accounts.csv"
    path.write_text(text)
    path.chmod(mode)
    return accounts_of(server_of({**OWN, "accounts": str(path), **settings}))


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"host": "imaps://mail.harbour.example"}, "host"),
        ({"host": ""}, "host"),
        ({"port": "0"}, "port"),
        ({"port": "imap"}, "port"),
        ({"connections": "100"}, "connections"),
        ({"security": "none"}, "security"),
        ({"sign_in": "anonymous"}, "sign_in"),
        ({"sign_in": "master"}, "sign_in"),
        ({"password": ""}, "accounts"),
        ({"ca_file": "/nowhere/ca.pem"}, "ca_file"),
        ({"ca_file": __file__}, "ca_file"),
        ({"accounts": "/nowhere/accounts.csv"}, "accounts"),
    ],
    ids=str,
)
def test_a_setting_that_makes_no_sense_is_named(wrong, where):
    with pytest.raises(InputError) as caught:
        KIND.open({**OWN, **wrong})
    assert caught.value.where == where


def test_the_port_follows_from_the_protection():
    assert server_of(OWN).port == 993
    assert server_of({**OWN, "security": "starttls"}).port == 143


def test_no_text_of_server_or_account_shows_a_password():
    server = server_of(OWN)

    assert OWN["password"] not in repr(server) + repr(accounts_of(server))


def test_accounts_come_in_order_with_what_is_known_of_them(tmp_path):
    text = "account,address,kind\nben,Ben@harbour.example,user\nana@harbour.example,,\n"
    ana, ben = accounts(tmp_path, text, **MASTER)

    assert (ana.mailbox, ana.kind) == ("ana@harbour.example", "")
    assert (ben.name, ben.mailbox, ben.kind) == ("ben", "ben@harbour.example", "user")
    assert {ana.password, ben.password} == {OWN["password"]}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("user\nana\n", "no column account"),
        ("account,colour\nana,red\n", "not known"),
        ("account\n", "names no account"),
        ("account,password\nana,one\nana,two\n", "same account as line 2"),
        ("account,password\nana,\n", "no password for ana"),
        ("account,kind\n,user\n", "has no account"),
    ],
    ids=["no-account", "odd-column", "empty", "twice", "no-password", "no-name"],
)
def test_a_file_of_accounts_that_cannot_be_used_says_why(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        accounts(tmp_path, text)


def test_passwords_that_others_can_read_are_refused(tmp_path):
    with pytest.raises(InputError, match="others can read"):
        accounts(tmp_path, "account,password\nana,one\n", mode=0o644)


def test_the_password_of_one_account_is_not_tried_on_others(tmp_path):
    with pytest.raises(InputError, match="no password for ben"):
        accounts(tmp_path, "account\nben\n")
