"""What each rule sees, beyond what the map as a whole promises."""

import pytest
from harbour import tenant, user

from pilotage.dependencies import RULES

RULES.load()


def seen(rule, **tables):
    return RULES[rule].see(tenant(**tables), None)


def test_rights_weigh_by_what_they_allow():
    rights = [
        {"mailbox": "ana", "trustee": name, "right": right}
        for name, right in [("ben", "full_access"), ("chen", "send_as"), ("dara", "send_on_behalf")]
    ]

    rows = seen("mailbox_permissions", mailbox_permissions=rights)

    assert dict(zip(rows["needs"], rows["weight"], strict=True)) == {
        "ben": 5.0,
        "chen": 4.0,
        "dara": 3.0,
    }


def test_mail_in_both_directions_is_one_pair_scaled_to_a_month_and_capped():
    traffic = [
        {"sender": "ana", "recipient": "ben", "messages": 14, "days": 60},
        {"sender": "ben", "recipient": "ana", "messages": 0, "days": 60},
        {"sender": "chen", "recipient": "dara", "messages": 10**6, "days": 30},
    ]

    rows = seen("mail_traffic", mail_traffic=traffic)

    assert rows["dependent"].to_list() == ["ana", "chen"]
    assert rows["weight"].to_list() == [pytest.approx(3.0), 6.0]


def test_an_application_that_most_people_use_ties_nobody():
    uses = [{"user": name, "application": "teams", "client_app": "Browser"} for name in "abcd"]
    uses += [{"user": name, "application": "erp", "client_app": "Browser"} for name in "ab"]

    rows = seen("application_use", users=[user(name) for name in "abcd"], sign_ins=uses)

    assert rows["group"].unique().to_list() == ["erp"]


def test_a_critical_application_weighs_more():
    uses = [
        {"user": name, "application": "erp", "client_app": "Browser"} for name in ("ana", "ben")
    ]
    critical = [{"application": "erp", "name": "ERP", "critical": True}]

    assert seen("application_use", sign_ins=uses, applications=critical)["weight"].to_list() == [
        3.0,
        3.0,
    ]


def test_a_site_hangs_on_its_group_rather_than_on_its_owner():
    sites = [
        {"site": "s1", "group": "all-staff", "owner": "ana"},
        {"site": "s2", "owner": "ana"},
        {"site": "s3"},
    ]

    rows = seen("site_ownership", sites=sites)

    assert rows["needs"].to_list() == ["all-staff", "ana"]
    assert rows["weight"].to_list() == [5.0, 2.0]


def test_a_person_with_two_roles_in_a_site_counts_once_with_the_stronger():
    rights = [
        {"site": "s1", "member": "ana", "role": "visitor"},
        {"site": "s1", "member": "ana", "role": "owner"},
    ]

    rows = seen("site_membership", site_memberships=rights)

    assert rows["weight"].to_list()[0] == 2.0


def test_a_team_ties_more_than_a_group():
    rows = seen("group_membership", teams=[{"team": "all-staff", "name": "All staff"}])

    assert rows["weight"].unique().to_list() == [2.0]
    assert rows["because"].to_list()[0] == "in team All staff of 4"


def test_a_folder_hangs_on_its_server_and_its_owner():
    folders = [{"folder": r"\\srv1\sales", "server": "SRV1", "owner": "ana"}]

    rows = seen("shared_folders", shared_folders=folders)

    assert rows["needs"].to_list() == ["srv1", "ana"]


def test_managers_devices_and_delegates_are_edges():
    assert seen("managers").height == 3
    assert seen("calendar_delegates")["needs"].to_list() == ["ben"]
    devices = [{"device": "d1", "owner": "ana", "os": "Windows"}, {"device": "d2"}]
    assert seen("device_owner", devices=devices)["because"].to_list() == ["uses Windows"]
