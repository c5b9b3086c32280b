import pytest
from asking import ask_one
from collaboration import sharepoint

from pilotage.facts.finding import Outcome

CHECK = "sharepoint.sharing_limited_to_approved"
GROUPS = '<acl><ace identityName="c:0t.c|tenant|partners" allowRights="3" denyRights="0" /></acl>'


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"SharingCapability": 1},
        {"SharingCapability": 3},
        {"SharingDomainRestrictionMode": "AllowList"},
        {"SharingCapability": 0, "SharingDomainRestrictionMode": 0},
        {
            "SharingDomainRestrictionMode": 0,
            "GuestSharingGroupAllowListInTenantByGroupId": {"results": ["partners"]},
        },
    ],
)
def test_passes_with_approved_domains_or_groups_or_without_sharing(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"SharingDomainRestrictionMode": 0},
        {"SharingDomainRestrictionMode": 2},
        {"SharingCapability": 3, "SharingDomainRestrictionMode": 0},
        {
            "SharingDomainRestrictionMode": 0,
            "GuestSharingGroupAllowListInTenantByGroupId": {"results": []},
        },
    ],
)
def test_fails_when_any_domain_may_be_shared_with(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"SharingDomainRestrictionMode": None},
        {"SharingCapability": None, "SharingDomainRestrictionMode": 0},
    ],
)
def test_unknown_limits_are_not_a_pass(settings):
    assert ask_one(CHECK, sharepoint(**settings)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("groups", ["GuestSharingGroup", "WhoCanShare"])
@pytest.mark.parametrize(
    ("written", "named", "none"),
    [
        ("", GROUPS, "<acl></acl>"),
        ("", GROUPS, ""),
        ("ByGroupId", {"results": ["partners"]}, {"results": []}),
        ("ByPrincipalIdentity", {"results": "c:0t.c|tenant|partners"}, None),
    ],
)
def test_approved_groups_are_known_however_the_export_wrote_them(groups, written, named, none):
    def outcome(value):
        setting = {f"{groups}AllowListInTenant{written}": value}
        return ask_one(CHECK, sharepoint(SharingDomainRestrictionMode=0, **setting)).outcome

    assert outcome(named) is Outcome.PASSED
    assert outcome(none) is Outcome.FAILED
