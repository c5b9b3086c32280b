from datetime import timedelta

import pytest
from harbour import NOW, PEOPLE, unread, user
from ready import READY, SOURCE, answer, ready

from pilotage.facts.finding import Outcome
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SIGN_INS

CHECK = "migration.legacy_clients_replaced"


def used(**changes):
    row = {
        "user": "dara",
        "application": "exchange",
        "client_app": "IMAP4",
        "legacy": True,
        "count": 9,
        "last_at": NOW - timedelta(days=2),
        **changes,
    }
    return [*SOURCE["sign_ins"], row]


@pytest.mark.parametrize("last_at", [NOW - timedelta(days=2), None], ids=["recent", "no date"])
def test_names_who_will_not_read_mail_on_monday(last_at):
    finding = answer(CHECK, ready(source={"sign_ins": used(last_at=last_at)}))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == (
        "1 people who move use clients that cannot do MFA: dara@harbour.example."
    )


@pytest.mark.parametrize(
    "change",
    [
        {"last_at": NOW - timedelta(days=40)},
        {"client_app": "Authenticated SMTP"},
        {"legacy": False},
        {"user": "zoe"},
    ],
    ids=["long ago", "a sender", "a modern client", "somebody who does not move"],
)
def test_leaves_out_what_does_not_stop_a_person(change):
    users = [*map(user, PEOPLE), user("zoe", enabled=False)]

    finding = answer(CHECK, ready(source={"sign_ins": used(**change), "users": users}))

    assert finding.outcome is Outcome.PASSED


def test_is_not_assessed_when_the_log_does_not_tell_old_clients():
    blind = unread(ready().source, SIGN_INS, "legacy")

    finding = answer(CHECK, Situation(NOW, blind, ready().target, READY))

    assert finding.outcome is Outcome.NOT_ASSESSED
