import pytest
from emulator.answer import Refused
from emulator.filters import row_test

SIGN_IN = {
    "createdDateTime": "2026-01-09T08:00:00Z",
    "clientAppUsed": "IMAP4",
    "userDisplayName": "Ana O'Hara",
    "isInteractive": False,
    "riskState": None,
    "status": {"errorCode": 50126},
    "groupTypes": ["Unified", "DynamicMembership"],
}


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("clientAppUsed eq 'IMAP4'", True),
        ("clientAppUsed eq 'imap4'", True),
        ("clientAppUsed ne 'IMAP4'", False),
        ("clientAppUsed in ('POP3', 'IMAP4')", True),
        ("createdDateTime ge 2026-01-09T08:00:00Z", True),
        ("createdDateTime lt 2026-01-09T08:00:00Z", False),
        ("createdDateTime ge 2026-01-01T00:00:00Z and clientAppUsed eq 'POP3'", False),
        ("createdDateTime ge 2026-01-01T00:00:00Z and (clientAppUsed eq 'POP3' or "
         "clientAppUsed eq 'IMAP4')", True),
        ("clientAppUsed eq 'POP3' or clientAppUsed eq 'IMAP4' and isInteractive eq true", False),
        ("not (clientAppUsed eq 'POP3')", True),
        ("startswith(userDisplayName,'ana o''h')", True),
        ("status/errorCode eq 50126", True),
        ("status/nothing/there eq null", True),
        ("riskState ge 'a'", False),
        ("groupTypes/any(g:g eq 'Unified')", True),
        ("groupTypes/any(g: g eq 'Other')", False),
        ("userDisplayName eq 'Ana O''Hara'", True),
    ],
)  # fmt: skip
def test_a_filter_reads_as_graph_reads_it(text, passes):
    assert row_test(text)(SIGN_IN) is passes


@pytest.mark.parametrize(
    "text", ["", "a", "a eq", "a eq 'x", "(a eq 'x'", "a eq 'x' and", "a in ()", "a like 'x'"]
)
def test_a_filter_that_cannot_be_read_is_refused(text):
    with pytest.raises(Refused, match="Invalid filter"):
        row_test(text)
