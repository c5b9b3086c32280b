"""Bytes of LDAP: what is whole is read, and nothing else is believed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers.hostile_ldap import done, entry, message, tlv

from pilotage.connect.ldap.entries import Given
from pilotage.connect.ldap.messages import Done, Elsewhere, parsed, size_of

NAMES = st.from_regex(r"[a-j0-9][a-j0-9;=-]*", fullmatch=True)
ANA = entry(7, b"cn=ana,dc=x", {"cn": [b"ana", b"Ana Sol"], "member": [b"cn=crew,dc=x"]})


@given(
    st.integers(0, 2**31 - 1),
    st.binary(),
    st.dictionaries(NAMES, st.lists(st.binary()), max_size=5),
)
def test_an_entry_comes_as_it_was_sent_without_attributes_that_have_no_value(id, dn, attributes):
    held = {name: values for name, values in attributes.items() if values}

    assert parsed(entry(id, dn, attributes)) == (id, Given(dn, held))


def test_the_end_of_an_answer_tells_its_code_and_where_the_next_page_is():
    assert parsed(done(7, 32, cookie=b"more")) == (7, Done(32, cookie=b"more"))


def test_other_servers_are_told_and_not_asked():
    there = message(7, tlv(0x73, tlv(0x04, b"ldap://other/dc=x")))

    assert parsed(there) == (7, Elsewhere(("ldap://other/dc=x",)))


@given(st.data())
def test_a_message_that_is_cut_or_changed_is_never_more_than_refused(data):
    place = data.draw(st.integers(0, len(ANA) - 1))
    broken = bytearray(ANA[: data.draw(st.integers(place + 1, len(ANA)))])
    broken[place] = data.draw(st.integers(0, 255))

    with suppress(ValueError, IndexError, ConnectionResetError):
        assert isinstance(parsed(bytes(broken))[0], int)


@pytest.mark.parametrize("name", ["cn\ndn: cn=admin,dc=x\ncn", "cn: x", "", " cn", "cn\0"])
def test_a_name_of_an_attribute_never_begins_a_line_of_ldif(name):
    with pytest.raises(ValueError, match="no name of an attribute"):
        parsed(entry(7, b"cn=ana,dc=x", {name: [b"ana"]}))


@given(st.binary(max_size=200))
def test_a_length_is_told_only_where_a_message_begins(raw):
    try:
        size = size_of(raw)
    except ValueError:
        return
    assert size is None or raw[:1] == b"\x30"


def test_lengths_are_read_in_every_form_that_ldap_has():
    assert size_of(b"\x30\x05hello") == 7
    assert size_of(b"\x30\x81\xff\x02\x01\x01") == 258
    assert size_of(b"\x30\x84\x00\x00\x01\x00") == 262
    assert size_of(b"\x30\x84\x00") is None
    with pytest.raises(ValueError, match="a length that LDAP does not have"):
        size_of(b"\x30\x80\x00\x00\x00\x00")
