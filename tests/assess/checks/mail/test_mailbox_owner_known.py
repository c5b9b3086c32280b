import pytest
from asking import ask_one
from harbour import mailbox, tenant, without

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import USERS

CHECK = "mail.mailbox_owner_known"


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"mailbox": "Ana@Harbour.example"},
        {"mailbox": "hashed", "address": "ana@harbour.example"},
    ],
    ids=str,
)
def test_passes_when_the_holder_is_known_by_id_or_address(written):
    box = mailbox("ana", **written)

    assert ask_one(CHECK, tenant(mailboxes=[box])).outcome is Outcome.PASSED


def test_names_the_mailbox_whose_holder_is_gone():
    finding = ask_one(CHECK, tenant(mailboxes=[mailbox("ana"), mailbox("zoe")]))

    assert finding.outcome is Outcome.FAILED
    assert "zoe@harbour.example" in finding.says


def test_is_not_assessed_when_people_were_not_read():
    assert ask_one(CHECK, without(tenant(), USERS, "no")).outcome is Outcome.NOT_ASSESSED
