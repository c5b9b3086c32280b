import dns.rdata
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pilotage.connect.dns.values import joined, raw, value_of


@given(st.lists(st.binary(max_size=255), max_size=3))
@example([b'""'])
@example([b"\\010"])
@example([b"\\092", b"010"])
def test_every_text_record_can_be_had_back(strings):
    text = joined(strings)

    assert raw(text) == b"".join(strings)
    assert text == text.strip("\r\n\0")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("MX", "10 Mail.Harbour.Example.", "10 mail.harbour.example"),
        ("MX", "0 .", "0 ."),
        ("SRV", "100 1 443 Sip.Quay.example.", "100 1 443 sip.quay.example"),
        ("TXT", '"v=spf1 " "-all"', "v=spf1 -all"),
        ("TXT", '"caf\\195\\169"', "café"),
        ("TXT", '"caf\\233"', "caf\\233"),
        ("TXT", '""', '""'),
        ("A", "192.0.2.1", "192.0.2.1"),
        ("SOA", "Ns. Root. 1 2 3 4 5", "ns root 1 2 3 4 5"),
    ],
    ids=str,
)
def test_a_value_reads_as_a_person_would_write_it(kind, text, value):
    assert value_of(dns.rdata.from_text("IN", kind, text)) == value
