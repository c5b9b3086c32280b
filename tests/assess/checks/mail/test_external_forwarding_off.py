from asking import ask_one
from harbour import mailbox, tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import MAILBOXES

CHECK = "mail.external_forwarding_off"


def forwarding_to(address):
    return ask_one(CHECK, tenant(mailboxes=[mailbox("ana"), mailbox("ben", forwards_to=address)]))


def test_passes_when_mail_stays_inside():
    assert ask_one(CHECK, tenant()).outcome is Outcome.PASSED
    assert forwarding_to("ana@harbour.example").outcome is Outcome.PASSED


def test_names_the_mailbox_that_forwards_outside():
    finding = forwarding_to("ben@elsewhere.example")

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["forwards_to"].to_list() == ["ben@elsewhere.example"]


def test_a_subdomain_of_ours_is_outside_until_it_is_listed():
    assert forwarding_to("ben@old.harbour.example").outcome is Outcome.FAILED


def test_a_target_that_is_no_address_is_unknown():
    assert forwarding_to("contact-17").outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_forwarding_was_not_read():
    blind = unread(tenant(), MAILBOXES, "forwards_to")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED
