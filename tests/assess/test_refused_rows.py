"""Rows that were refused: the others can show that something is wrong, not that nothing is."""

from dataclasses import replace

import pytest
from asking import ask_one
from harbour import mailbox, tenant

from pilotage.facts.finding import Outcome
from pilotage.facts.snapshot import Refusal

CHECK = "mail.external_forwarding_off"
LOST = Refusal("mailboxes.csv:7", "size_bytes '-5' is below 0", tables=("mailboxes",))


def test_rows_that_were_refused_leave_no_check_passed():
    finding = ask_one(CHECK, replace(tenant(), refused=(LOST,)))

    assert finding.outcome is Outcome.NOT_ASSESSED
    assert "1 rows of mailboxes were refused, such as mailboxes.csv:7" in finding.says


def test_a_check_that_fails_on_the_other_rows_still_fails():
    forwarding = mailbox("dara", forwards_to="dara@elsewhere.example")
    finding = ask_one(CHECK, replace(tenant(mailboxes=[forwarding]), refused=(LOST,)))

    assert finding.outcome is Outcome.FAILED


@pytest.mark.parametrize("changes", [{"harmless": True}, {"tables": ("sites",)}])
def test_what_was_left_out_without_loss_to_the_table_doubts_nothing(changes):
    finding = ask_one(CHECK, replace(tenant(), refused=(replace(LOST, **changes),)))

    assert finding.outcome is Outcome.PASSED
