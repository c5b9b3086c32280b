"""The file that says how people sign in besides a password."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pilotage.facts.errors import InputError
from pilotage.web.sign_in.configured import FILE, mail_settings, read

OPENID = """
[[openid]]
id = "entra"
name = "Microsoft Entra ID"
server = "https://login.example/tenant/v2.0"
client = "abc"
secret_in = "ENTRA_SECRET"
proves_addresses = true

[mail]
host = "smtp.example"
sender = "pilotage@demo.example"
"""
SAML = """
[[saml]]
id = "kestrel"
name = "Kestrel IT (demo)"
entity = "https://idp.example"
address = "https://idp.example/sso"
certificate = "MIIC"
"""


def written(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    return tmp_path


def test_without_a_file_there_is_a_password_alone(tmp_path):
    found = read(tmp_path)

    assert found.providers({}) == {}
    assert "dummy" in mail_settings(found.mail, {})["EMAIL_BACKEND"]


def test_the_secret_comes_from_the_environment(tmp_path):
    found = read(written(tmp_path, OPENID))

    [app] = found.providers({"ENTRA_SECRET": "s"})["openid_connect"]["APPS"]
    assert (app["secret"], app["settings"]["server_url"]) == (
        "s",
        "https://login.example/tenant/v2.0",
    )
    assert found.trusted == {"entra"}
    assert mail_settings(found.mail, {})["EMAIL_USE_TLS"]
    with pytest.raises(InputError, match="ENTRA_SECRET, which is not set"):
        found.providers({})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("openid = 1", "openid"),
        ("[[openid]]\nid = 'x'", "openid.0.name"),
        ("[mail]\nhost = 'h'\nsender = 's'\nsecurity = 'none of it'", "mail.security"),
        ("[[", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_names_the_part(tmp_path, text, says):
    with pytest.raises(InputError, match=says):
        read(written(tmp_path, text))


def test_saml_describes_itself_to_the_provider(tmp_path):
    home = written(tmp_path, SAML)
    ask = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
path = "/accounts/saml/kestrel/metadata/"
print(Client().get(path, SERVER_NAME="localhost").content.decode())
"""
    environment = os.environ | {
        "PILOTAGE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "pilotage.web.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    said = subprocess.run(
        [sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=False
    )

    assert "EntityDescriptor" in said.stdout, said.stderr[-2000:]
    assert "/accounts/saml/kestrel/acs/" in said.stdout
