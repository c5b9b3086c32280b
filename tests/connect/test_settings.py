"""What several wires check of their settings."""

import ssl

import pytest
import trustme

from pilotage.connect.settings import (
    chosen,
    existing_file,
    ip_address,
    ip_place,
    number,
    server_name,
    trust,
)
from pilotage.facts.errors import InputError

WRONG = {
    "a URL is no name of a server": (lambda: server_name("ldap://dc", "ldap"), "host"),
    "nothing is no name of a server": (lambda: server_name(" ", "ldap"), "host"),
    "zero is no port": (lambda: number("port", "0"), "port"),
    "a port is not above 65535": (lambda: number("port", "65536"), "port"),
    "digits of another script are no number": (lambda: number("port", "٣"), "port"),
    "a thousand digits are no number": (lambda: number("port", "9" * 1000), "port"),
    "what is not on offer": (lambda: chosen("security", "ssl", ("tls",)), "security"),
    "a file that is not there": (lambda: existing_file("key_file", "gone.pem"), "key_file"),
    "a file without certificate": (lambda: trust(__file__), "ca_file"),
    "a word is no address": (lambda: ip_address("senders", "quay"), "senders"),
    "a place without address": (lambda: ip_place("resolvers", "[]:53", 53), "resolvers"),
    "a place with an odd port": (lambda: ip_place("resolvers", "192.0.2.1:0", 53), "resolvers"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_makes_no_sense_is_named(case):
    check, where = WRONG[case]

    with pytest.raises(InputError) as caught:
        check()
    assert caught.value.where == where
    assert len(str(caught.value)) < 300


def test_names_and_numbers_are_returned_as_they_are_used():
    assert server_name(" dc.harbour.example ", "ldap") == "dc.harbour.example"
    assert number("connections", "16", 16) == 16
    assert existing_file("ca_file", "") == ""
    assert ip_address("senders", "2001:DB8::0") == "2001:db8::"


def test_a_server_is_checked_against_the_file_alone(tmp_path):
    path = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(str(path))

    context = trust(str(path))

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert len(context.get_ca_certs()) == 1
    assert context.minimum_version is ssl.TLSVersion.TLSv1_2
