"""Settings of a directory, before anything is sent."""

import pytest

from pilotage.connect.ldap import KIND
from pilotage.facts.errors import InputError

GOOD = {"host": "dc.harbour.example", "user": "reader", "password": "demo-passw0rd"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"security": "none"}, "in the clear.*ldaps or starttls", id="clear"),
        pytest.param({"security": "ssl"}, "security: is ssl", id="security"),
        pytest.param({"host": "ldap://dc"}, "no name of a server", id="url"),
        pytest.param({"host": ""}, "no name of a server", id="no-host"),
        pytest.param({"port": "70000"}, "which is no port", id="port"),
        pytest.param({"port": "ldaps"}, "which is no port", id="port-word"),
        pytest.param({"password": ""}, "needs user and password", id="no-password"),
        pytest.param({"sign_in": "external"}, "needs certificate_file", id="external"),
        pytest.param({"sign_in": "ntlm"}, "sign_in: is ntlm", id="sign-in"),
        pytest.param({"ca_file": __file__}, "ca_file: .*no certificate", id="ca-no-pem"),
        pytest.param({"ca_file": "gone.pem"}, "ca_file: gone.pem is no file", id="ca-file"),
    ],
)
def test_settings_that_make_no_sense_are_refused_before_anything_is_sent(changes, says):
    with pytest.raises(InputError, match=says) as caught:
        KIND.open(GOOD | changes)
    assert GOOD["password"] not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "localhost", "::1"])
def test_this_machine_may_be_spoken_to_in_the_clear(host):
    assert KIND.open(GOOD | {"host": host, "security": "none"}).login.port == 389


@pytest.mark.parametrize("host", ["127.0.0.1.harbour.example", "localhost.example", "10.0.0.1"])
def test_a_name_that_only_looks_like_this_machine_may_not(host):
    with pytest.raises(InputError, match="in the clear"):
        KIND.open(GOOD | {"host": host, "security": "none"})


def test_every_setting_has_a_use():
    source = KIND.open(GOOD | {"base": "OU=A,DC=x; OU=B,DC=x", "port": "3269"})

    assert source.login.bases == ("OU=A,DC=x", "OU=B,DC=x")
    assert source.login.port == 3269
    assert {each.key for each in KIND.settings if each.secret} == {"password"}
    assert GOOD["password"] not in repr(source)
