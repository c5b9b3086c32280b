from harbour import NOW, tenant, user
from hypothesis import given
from hypothesis import strategies as st

from pilotage.assess.comparison.access import compare_access

QUAY = [user(f"t-{name}", upn=f"{name}@quay.example", address=None) for name in ("ana", "ben")]
MAP = [
    {"source_user": name, "target_user": f"t-{name}", "rule": "by_hand"} for name in ("ana", "ben")
]
EMPTY = dict.fromkeys(
    (
        "memberships",
        "groups",
        "group_owners",
        "mailboxes",
        "calendar_delegates",
        "mailbox_permissions",
    ),
    (),
)


def source(**tables):
    return tenant(users=[user("ana"), user("ben")], identity_map=MAP, **{**EMPTY, **tables})


def target(**tables):
    return tenant(side="target", **{"users": QUAY, **EMPTY, **tables})


def moved(before, after):
    return compare_access(before, after, same=False, today=NOW.date())


def right(mailbox, trustee, what="full_access"):
    return {"mailbox": mailbox, "trustee": trustee, "right": what}


def test_a_right_that_came_along_is_no_difference():
    access = moved(
        source(mailbox_permissions=[right("ana", "ben")]),
        target(mailbox_permissions=[right("t-ana", "t-ben")]),
    )

    assert (access.before, access.after) == (1, 1)
    assert access.unexplained.is_empty()


def test_a_group_that_was_flattened_gives_the_same_access():
    group = [{"group": "desk", "member": "ben", "member_kind": "user"}]
    access = moved(
        source(memberships=group, mailbox_permissions=[right("ana", "desk")]),
        target(mailbox_permissions=[right("t-ana", "t-ben")]),
    )

    assert access.unexplained.select("change", "kind", "who", "what").rows() == [
        ("lost", "group", "t-ben", "desk")
    ]


def test_it_says_when_an_account_or_a_thing_has_no_counterpart():
    sites = {"sites": [{"site": "s", "url": "https://harbour.example/sites/s"}]}
    access = moved(
        source(site_memberships=[{"site": "s", "member": "ana", "role": "owner"}], **sites),
        target(site_memberships=[]),
    )

    [lost] = access.lost.filter(kind="site").to_dicts()
    assert lost["why"] == "site without a counterpart"
    assert lost["what_name"] == "https://harbour.example/sites/s"


def test_who_was_disabled_before_the_move_has_lost_nothing():
    gone = user("eva", enabled=False)
    before = tenant(
        users=[gone], **{**EMPTY, "mailbox_permissions": [right("ana", "eva")]}, identity_map=[]
    )

    [lost] = moved(before, target(mailbox_permissions=[])).lost.to_dicts()

    assert lost["explained"] == "the account was disabled before"


def test_rights_of_an_account_that_is_gone_are_explained_in_one_environment():
    before = tenant(users=[user("ana"), user("eva")], mailbox_permissions=[right("ana", "eva")])
    after = tenant(users=[user("ana")], mailbox_permissions=[])

    access = compare_access(before, after, same=True, today=NOW.date())

    assert access.lost.filter(kind="mailbox")["explained"].to_list() == ["it no longer exists"]


def test_an_account_that_is_new_does_not_explain_what_it_may_do():
    before = tenant(users=[user("ana")], role_assignments=[])
    role = {"principal": "eva", "role": "r", "assignment": "standing", "scope": "/"}
    after = tenant(users=[user("ana"), user("eva")], role_assignments=[role])

    access = compare_access(before, after, same=True, today=NOW.date())

    assert access.unexplained["who"].to_list() == ["eva"]


def test_another_casing_of_ids_is_no_difference():
    before = tenant(mailbox_permissions=[right("ANA", "Ben")])

    access = compare_access(before, tenant(), same=True, today=NOW.date())

    assert access.unexplained.is_empty()


def test_a_kind_that_one_side_did_not_read_is_not_compared():
    access = moved(source(drives=[{"drive": "d", "owner": "ana"}]), target())

    assert access.unknown["drive"] == "after: drives was not collected"
    assert access.lost.is_empty()


RIGHTS = st.lists(
    st.tuples(
        st.sampled_from(("ana", "ben")),
        st.sampled_from(("ana", "ben")),
        st.sampled_from(("send_as", "full_access")),
    ),
    unique=True,
)


@given(RIGHTS, RIGHTS)
def test_gained_and_lost_are_the_two_differences_of_sets(old, new):
    access = moved(
        source(mailbox_permissions=[right(*each) for each in old]),
        target(mailbox_permissions=[right(f"t-{m}", f"t-{who}", what) for m, who, what in new]),
    )
    found = {
        change: set(rows.select("what", "who", "right").iter_rows())
        for change, rows in (("gained", access.gained), ("lost", access.lost))
    }

    def there(rights):
        return {(f"t-{m}", f"t-{who}", what) for m, who, what in rights}

    assert found["gained"] == there(new) - there(old)
    assert found["lost"] == there(old) - there(new)
