import pytest
from emulator.answer import question
from emulator.endpoints import endpoint
from emulator.graph import cost
from emulator.limits import NO_LIMITS, Limit, Meter, limits_for
from emulator.query import parsed

REPORTS = "/auditLogs/directoryAudits?$top=1"
POLICIES = "/identity/conditionalAccess/policies"
ACTIVITY = "/users?$select=id,signInActivity&$top=500"


def until_refused(graph, asked, most):
    """Ask until Graph refuses; return how many answers came before, and the refusal."""
    for number in range(most + 1):
        answer = graph.ask(asked)
        if answer.status_code == 429:
            return number, answer
    return most + 1, None


@pytest.mark.parametrize(
    ("asked", "most", "seconds"),
    [
        (REPORTS, 5, 10),
        (ACTIVITY, 10, 60),
        ("/reports/getMailboxUsageDetail(period='D7')", 14, 600),
    ],
    ids=["identity_reports", "sign_in_activity", "usage_report"],
)
def test_one_too_many_is_refused_and_told_when_to_come_back(limited, asked, most, seconds):
    number, answer = until_refused(limited, asked, most)

    assert number == most
    assert answer.headers["retry-after"] == str(seconds)
    limited.clock.sleep(seconds + 0.001)
    assert limited.ask(asked).status_code in (200, 302)


def test_conditional_access_is_refused_without_a_word_when_to_come_back(limited):
    number, answer = until_refused(limited, POLICIES, 1)

    assert number == 1
    assert "retry-after" not in answer.headers
    limited.clock.sleep(1.001)
    assert limited.ask(POLICIES).status_code == 200


def test_named_locations_share_the_limit_of_policies(limited):
    limited.get(POLICIES)

    assert limited.refused("/identity/conditionalAccess/namedLocations")[0] == 429


def test_each_usage_report_has_a_limit_of_its_own(limited):
    until_refused(limited, "/reports/getMailboxUsageDetail(period='D7')", 14)

    other = limited.ask("/reports/getOneDriveUsageAccountDetail(period='D7')")
    assert other.status_code == 302


def test_all_usage_reports_together_have_a_limit_too(limited):
    names = [name for name in limited.emulator.tenant.reports for _ in range(10)]
    statuses = [limited.ask(f"/reports/{name}(period='D7')").status_code for name in names]

    assert statuses == [302] * 40 + [429] * 10


def test_a_question_that_is_refused_counts_too():
    meter = Meter({"reports": Limit(2, 10)})
    waits = [meter.ask("reports", "app", 1, now).wait for now in (0.0, 1.0, 2.0, 3.0, 4.0)]

    assert waits == [0.0, 0.0, 9.0, 9.0, 9.0]


@pytest.mark.parametrize(
    ("asked", "units"),
    [
        ("/users", 2),
        ("/users?$select=id", 1),
        ("/users?$select=id&$expand=manager", 2),
        ("/groups", 1),
        ("/groups?$expand=owners", 2),
        ("/groups/x/members?$select=id&$top=999", 2),
        ("/groups/x/members?$top=5", 2),
        ("/groups/x/transitiveMembers", 5),
        ("/subscribedSkus", 3),
        ("/oauth2PermissionGrants?$top=999", 2),
    ],
)
def test_a_question_costs_what_is_published(asked, units):
    made = question("GET", f"/v1.0{asked}", {})
    at, _ = endpoint(made.path)

    assert cost(at, parsed(made, at)) == units


def test_answers_tell_what_they_cost_and_when_the_limit_is_near(limited):
    limited.emulator.graph.meter = Meter({"identity": Limit(10, 10, tells=True)})

    first = limited.ask("/users")
    for _ in range(3):
        last = limited.ask("/users")

    assert first.headers["x-ms-resource-unit"] == "2"
    assert "x-ms-throttle-limit-percentage" not in first.headers
    assert last.headers["x-ms-throttle-limit-percentage"] == "0.80"


@pytest.mark.parametrize(("users", "units"), [(49, 3_500), (50, 5_000), (500, 5_000), (501, 8_000)])
def test_larger_tenants_have_more_resource_units(users, units):
    assert limits_for(users)["identity"].most == units


def test_without_limits_nothing_is_refused(graph):
    assert until_refused(graph, REPORTS, 30) == (31, None)
    assert Meter(NO_LIMITS).ask("identity", "app", 1, 0.0) is None
