import pytest
from asking import ask_one
from harbour import mailbox, tenant, unread

from pilotage.assess.checks.mail.mailboxes_within_limits import GB
from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MAILBOXES

CHECK = "mail.mailboxes_within_limits"


def of(gigabytes, **changes):
    size = None if gigabytes is None else gigabytes * GB
    box = {"size_bytes": size, "quota_bytes": None, **changes}
    return ask_one(CHECK, tenant(mailboxes=[mailbox("ana"), mailbox("ben", **box)]))


@pytest.mark.parametrize(
    ("kind", "gigabytes"), [("user", 100), ("shared", 50), ("room", 50), ("equipment", 50)]
)
def test_the_limit_of_each_kind_is_kept_and_then_broken(kind, gigabytes):
    assert of(gigabytes, kind=kind).outcome is Outcome.PASSED
    finding = of(gigabytes + 1, kind=kind)
    assert finding.outcome is Outcome.FAILED
    assert "ben@harbour.example" in finding.says


def test_a_smaller_quota_is_the_limit():
    assert of(60, quota_bytes=50 * GB).outcome is Outcome.FAILED
    assert of(60, quota_bytes=200 * GB).outcome is Outcome.PASSED


@pytest.mark.parametrize("gap", [{"kind": None}, {"size_bytes": None}], ids=str)
def test_an_unknown_size_or_kind_is_not_a_pass(gap):
    assert of(60, **gap).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_sizes_were_not_read():
    blind = unread(tenant(), MAILBOXES, "size_bytes")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
