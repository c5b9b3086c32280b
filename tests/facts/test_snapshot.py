import pytest
from harbour import tenant, unread, without

from pilotage.facts.errors import NotKnown
from pilotage.facts.tables import MAILBOXES, SERVERS, USERS


def test_what_was_not_collected_is_unknown_and_says_so():
    assert tenant().missing(SERVERS) == "servers was not collected"
    with pytest.raises(NotKnown, match="servers was not collected from harbour-foods"):
        tenant()[SERVERS]


def test_what_was_withheld_says_why():
    assert without(tenant(), MAILBOXES, "no permission").missing(MAILBOXES) == "no permission"


def test_a_column_no_source_carried_is_unknown_though_the_table_is_there():
    blind = unread(tenant(), USERS, "last_sign_in_at")

    assert blind.missing(USERS) == ""
    assert blind.missing(USERS.needs("last_sign_in_at")) == "users was read without last_sign_in_at"
