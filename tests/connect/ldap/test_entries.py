"""Entries are written so that the reader of LDIF gives the same back."""

import base64

from hypothesis import given
from hypothesis import strategies as st

from pilotage.collect.ldif.records import read_ldif
from pilotage.connect.ldap.entries import Given, as_ldif

TEXT = st.text(st.characters(codec="utf-8"), min_size=1).filter(str.strip)


@given(TEXT, st.lists(TEXT, max_size=5))
def test_any_text_comes_back_as_it_was(dn, values):
    written = as_ldif([Given(dn.encode(), {"cn": [value.encode() for value in values]})])

    [entry] = read_ldif(written.decode("ascii").split("\n"), frozenset({"cn"}))

    assert entry.dn == dn
    assert entry.texts.get("cn", []) == values


@given(st.binary(min_size=1))
def test_any_bytes_come_back_as_they_were(guid):
    written = as_ldif([Given(b"cn=ana", {"objectGUID": [guid]})])

    [entry] = read_ldif(written.decode("ascii").split("\n"), frozenset({"objectguid"}))

    assert entry.raw["objectguid"] == guid


def test_what_could_be_taken_for_ldif_is_encoded():
    lines = as_ldif([Given(b"cn=ana", {"cn": [b"a\ndn: cn=root", b"< file:///x", b" x", b""]})])

    assert lines.split(b"\n") == [
        b"dn: cn=ana",
        b"cn:: " + base64.b64encode(b"a\ndn: cn=root"),
        b"cn:: " + base64.b64encode(b"< file:///x"),
        b"cn:: " + base64.b64encode(b" x"),
        b"cn: ",
        b"",
        b"",
    ]
