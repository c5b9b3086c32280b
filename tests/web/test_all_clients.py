"""Pages of all clients: who sees what, and what an action touches."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from control_room import BY, CLIENT, OUTSIDER, ours, signed_in

from pilotage.facts.date_change import DateChange
from pilotage.facts.engagement import Decision
from pilotage.facts.standard import Standard
from pilotage.store.items import save
from pilotage.store.models import Job, User
from pilotage.store.standards import keep_standard

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


def text_of(role, address):
    answer = signed_in(role).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_sees_only_the_own_clients_on_every_page_of_all():
    pages = ("/portfolio", "/people", "/standards", "/today")

    seen = {page: text_of(OUTSIDER, page) for page in pages}

    assert not [page for page, text in seen.items() if "Marlow Freight" in text]
    assert "Fjord Bank" in seen["/portfolio"]


@pytest.mark.parametrize("role", ["vendor", "champion"])
def test_who_reads_only_what_is_theirs_sees_no_migration_in_the_portfolio(role):
    assert "Brightlane" not in text_of(role, "/portfolio")
    assert signed_in(role).get(f"/c/{CLIENT}").status_code == 404


def test_the_portfolio_shows_causes_by_days_lost_r7():
    for days, cause in ((4, "decision"), (9, "vendor")):
        save(ours(), "date_change", DateChange("wave 1", days, cause, "Maya", AT), BY)

    text = text_of("lead", "/portfolio")

    assert 'id="causes"' in text
    assert "Where 13 days went" in text
    assert text.index("Vendor</th>") < text.index("Decision</th>")


def test_an_action_on_all_clients_shows_the_count_and_wants_it_typed_d9():
    browser = signed_in("owner")

    refused = browser.post("/portfolio/judge", {"count": "1"})
    page = browser.get("/portfolio").content.decode()

    assert "This touches <b>2</b> migrations" in page
    assert refused.status_code == 422
    assert "nothing was done" in refused.content.decode()
    assert not Job.objects.exists()
    assert browser.post("/portfolio/judge", {"count": "2"}).status_code == 302
    assert Job.objects.filter(name="judge").count() == 2


def test_nobody_is_offered_an_action_on_all_clients_that_they_may_not_do():
    assert "Judge all anew" not in text_of("sponsor", "/portfolio")


def test_a_decision_of_mine_that_is_late_comes_first_today():
    User.objects.filter(email="lead@demo.example").update(name="Maya Osei")
    asked = Decision("Which line for the warehouse?", "Maya Osei", date(2026, 11, 1))
    save(ours(), "decision", asked, BY)

    text = text_of("lead", "/today")

    mine = text[text.index("Only you can do this") : text.index("Waiting for somebody else")]
    assert asked.question in mine
    assert "overdue" in mine


def test_each_check_that_fails_shows_what_was_expected_and_found_r61():
    keep_standard(Standard("baseline", ("identity.mfa_enforced",), "source"), BY)

    text = text_of("security_lead", "/standards")

    assert "MFA is enforced for everyone by policy." in text
    assert "holes:" in text
    assert "baseline, version 1" in text


def test_the_page_of_a_client_shows_its_migrations_and_contacts():
    text = text_of("lead", f"/c/{CLIENT}")

    assert ours().name in text
    assert "Executive sponsor" in text


def test_the_portfolio_can_be_taken_away_as_a_table():
    answer = signed_in("lead").get("/portfolio?as=csv")

    assert answer.headers["Content-Type"].startswith("text/csv")
    assert "Off track" in answer.content.decode()
