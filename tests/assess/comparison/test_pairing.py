from harbour import HEALTHY, mailbox, policy, tenant, user

from pilotage.assess.comparison.alignment import aligned
from pilotage.assess.comparison.pairing import pairs
from pilotage.facts.tables import CONDITIONAL_ACCESS_POLICIES, MAILBOX_PERMISSIONS, MEMBERSHIPS

MAP = [{"source_user": "ana", "target_user": "ana@quay.example", "rule": "by_hand"}]
QUAY = user("t-ana", upn="ana@quay.example", address="ana@quay.example")


def rules(kind, before, after):
    found = pairs(tenant(**before), tenant(side="target", **after)).filter(kind=kind)
    return found.select("before", "after", "rule").rows()


def test_people_go_by_the_identity_map_first():
    same_address = user("other", upn="x@quay.example", address="ana@harbour.example")
    before = {"users": [user("ana")], "identity_map": MAP}

    found = rules("user", before, {"users": [QUAY, same_address]})

    assert found == [("ana", "t-ana", "identity map")]


def test_who_is_not_on_the_map_goes_by_sign_in_name_and_then_by_address():
    after = [
        user("t-1", upn="ben@harbour.example", address=None),
        user("t-2", upn="dara_ext@quay.example", address="DARA@harbour.example", kind="guest"),
    ]

    found = rules("user", {"users": [user("ben"), user("dara")]}, {"users": after})

    assert found == [("ben", "t-1", "upn"), ("dara", "t-2", "address")]


def test_two_people_may_become_one_account():
    twice = [*MAP, {"source_user": "ana-admin", "target_user": "t-ana", "rule": "by_hand"}]
    before = {"users": [user("ana"), user("ana-admin")], "identity_map": twice}

    found = rules("user", before, {"users": [QUAY]})

    assert [pair[:2] for pair in found] == [("ana", "t-ana"), ("ana-admin", "t-ana")]


def group(name, /, **changes):
    return {"group": name, "name": name, **changes}


def test_a_group_goes_by_address_then_by_its_local_part_then_by_name():
    before = [
        group("s1", address="sales@harbour.example"),
        group("s2", address="orders@harbour.example"),
        group("s3", name="Crane drivers"),
    ]
    after = [
        group("t1", address="sales@harbour.example"),
        group("t2", address="orders@quay.example"),
        group("t3", name="crane drivers"),
    ]

    assert rules("group", {"groups": before}, {"groups": after}) == [
        ("s1", "t1", "address"),
        ("s2", "t2", "the part before @"),
        ("s3", "t3", "name"),
    ]


def test_a_name_that_two_groups_share_pairs_nothing():
    twice = [group("t1", name="Staff"), group("t2", name="Staff")]

    assert rules("group", {"groups": [group("s1", name="Staff")]}, {"groups": twice}) == []


def test_a_site_goes_by_the_path_of_its_address():
    before = {"site": "s", "name": "Stock", "url": "https://harbour.example/sites/Stock/"}
    after = {"site": "t", "name": "Stock room", "url": "https://quay.example/sites/stock"}

    found = rules("site", {"sites": [before]}, {"sites": [after]})

    assert found == [("s", "t", "the path of the web address")]


def test_a_drive_and_a_mailbox_go_with_their_owner():
    drive = {"kind": "personal", "url": None}
    before = {
        "users": [user("ana")],
        "identity_map": MAP,
        "mailboxes": [mailbox("ana")],
        "drives": [drive | {"drive": "d1", "owner": "ana"}],
    }
    after = {
        "users": [QUAY],
        "mailboxes": [mailbox("t-ana", address="new@quay.example")],
        "drives": [drive | {"drive": "d2", "owner": "t-ana"}],
    }

    assert rules("drive", before, after) == [("d1", "d2", "owner")]
    assert rules("mailbox", before, after) == [("ana", "t-ana", "identity map")]


def test_the_source_is_read_under_the_ids_of_the_target():
    before = tenant(
        identity_map=MAP,
        users=[user("ana"), user("ben")],
        conditional_access_policies=[policy("P", exclude_users=["ana", "All"])],
        mailbox_permissions=[{"mailbox": "ana", "trustee": "ben", "right": "send_as"}],
    )
    after = tenant(side="target", users=[QUAY, user("ben")], mailboxes=[mailbox("t-ana")])

    moved = aligned(before, pairs(before, after))

    assert moved[MAILBOX_PERMISSIONS]["mailbox"].to_list() == ["t-ana"]
    assert moved[CONDITIONAL_ACCESS_POLICIES]["exclude_users"].to_list() == [["t-ana", "All"]]
    assert "t-ana" in moved[MEMBERSHIPS]["member"].to_list()
    assert before[MEMBERSHIPS].height == len(HEALTHY["memberships"])
