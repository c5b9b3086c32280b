"""Published exports of several tools, read as a stranger hands them in."""

from real.conftest import data
from real.organisations import graph_examples, usage_reports

from pilotage.facts.finding import Outcome

NO_FORMAT = "is in no format that Pilotage reads"


def test_the_sample_of_scubagear_gives_its_tables_and_no_more_than_it_knows(give):
    given = give(data("scubagear-sample") / "ProviderSettingsExport.json.gz")

    assert given.rows == {
        "application_credentials": 7,
        "applications": 2,
        "conditional_access_policies": 7,
        "dns_records": 9,
        "domains": 7,
        "licences_bought": 2,
        "role_assignments": 42,
        "service_principals": 4,
        "settings": 12694,
        "users": 3,
    }
    assert given.withheld == {
        "application_credentials",
        "applications",
        "service_principals",
        "users",
    }
    assert (given.left, given.refused) == ({}, {})
    assert {Outcome.PASSED, Outcome.FAILED} == set(given.outcomes.values())
    assert given.outcomes["access.admins_cloud_only"] is Outcome.PASSED
    assert "identity.stale_accounts_disabled" not in given.outcomes


def test_the_collection_of_sharphound_gives_three_domains(give):
    given = give(data("bloodhound-ad-sample"))

    assert given.rows == {
        "devices": 34,
        "domains": 3,
        "groups": 204,
        "memberships": 289,
        "role_assignments": 57,
        "servers": 16,
        "users": 96,
    }
    assert given.withheld == set()
    assert given.left == {NO_FORMAT: 1}
    assert given.refused == {}
    assert given.outcomes["identity.stale_accounts_disabled"] is Outcome.FAILED
    assert given.outcomes["access.groups_acyclic"] is Outcome.PASSED


def test_the_directory_of_planet_express_is_read_whole(give):
    given = give(data("ldif"))

    assert given.rows == {"addresses": 8, "groups": 2, "memberships": 5, "users": 7}
    assert (given.withheld, given.refused) == (set(), {})
    assert given.outcomes["identity.addresses_unique"] is Outcome.PASSED


def test_broken_lists_of_konveyor_leave_applications_unknown(give):
    given = give(data("konveyor-csv"))

    assert given.rows == {"applications": 17}
    assert given.withheld == {"applications"}
    assert sum(count for why, count in given.left.items() if "no column Record Type" in why) == 2
    assert {why.split(" has ")[0].split(" is ")[0] for why in given.refused} >= {
        "Record Type",
        "Application Name",
        "Description",
        "Comments",
    }
    assert given.outcomes == {}


def test_reports_with_concealed_names_leave_their_tables_unknown(give, tmp_path):
    data("usage-report-samples")
    given = give(usage_reports(tmp_path / "reports"))

    assert given.withheld >= {"drives", "groups", "group_owners", "users", "licences_assigned"}
    assert given.rows["mailboxes"] == 1
    assert given.left["is a usage report that no table takes"] == 74


def test_the_examples_of_the_graph_documentation_are_taken_or_named(give, tmp_path):
    data("graph-mocks")
    given = give(graph_examples(tmp_path / "graph"))
    reading = given.reading

    assert len(reading.taken) + len(reading.left) == 1555
    assert len(reading.taken) > 100
    assert {"users", "groups", "devices", "domains", "role_assignments"} <= given.rows.keys()
    assert {"users", "groups", "applications", "service_principals"} <= given.withheld
    assert all(one.where and one.why for one in reading.snapshot.refused)
    assert "identity.stale_accounts_disabled" not in given.outcomes
