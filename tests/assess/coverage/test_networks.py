from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.assess.coverage.networks import networks

OFFICE = ("192.0.2.0/25", "192.0.2.128/25", "2001:db8::/33", "2001:db8:8000::/33")
SMALL = st.builds(
    lambda last, bits: str(ip_network((f"192.0.2.{last}", bits), strict=False)),
    st.integers(0, 255),
    st.integers(27, 32),
)


@pytest.mark.parametrize(
    ("asked", "inside"),
    [
        ("192.0.2.0/25", True),
        ("192.0.2.7", True),
        (" 192.0.2.7/32 ", True),
        ("192.0.2.64/24", True),
        ("192.0.2.0/23", False),
        ("198.51.100.1", False),
        ("2001:db8::/32", True),
        ("2001:DB8:1::1", True),
        ("2001:db9::/32", False),
        ("::c000:0207/128", False),
        ("the office", None),
        ("", None),
    ],
)
def test_a_network_is_inside_the_others_together_or_not(asked, inside):
    assert networks(OFFICE).hold(asked) is inside


def test_what_could_not_be_read_may_hold_anything():
    found = networks([*OFFICE, "192.0.2.0-192.0.2.9"])

    assert (found.hold("192.0.2.1"), found.hold("198.51.100.1")) == (True, None)


def test_no_network_holds_nothing():
    assert networks([]).hold("192.0.2.1") is False


@given(st.lists(SMALL, max_size=12), SMALL)
def test_holds_what_an_address_by_address_look_holds(held, asked):
    addresses = {address for each in held for address in ip_network(each)}

    assert networks(held).hold(asked) is (set(ip_network(asked)) <= addresses)
