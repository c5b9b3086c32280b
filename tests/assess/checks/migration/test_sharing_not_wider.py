from dataclasses import replace

import pytest
from collaboration import FEDERATION, SHAREPOINT
from fragment import fragment
from harbour import NOW, without
from ready import READY, answer, ask

from pilotage.facts.finding import Outcome
from pilotage.facts.runbook import Kind
from pilotage.facts.situation import Situation
from pilotage.facts.tables import SETTINGS

CHECK = "migration.sharing_not_wider"
KNOWN = "quay.example pier.example"
GUESTS = {"SharingCapability": 3, "SharingAllowedDomainList": KNOWN}


def side(name, **changes):
    """Return an environment whose settings of SharePoint and Teams are changed; None drops one."""
    here = {**SHAREPOINT, **GUESTS, **FEDERATION, **changes}
    kept = {key: value for key, value in here.items() if value is not None}
    read = fragment(SPO_tenant=[kept], federation_configuration=[kept])
    return replace(read, side=name)


def asked(before=None, after=None, engagement=READY):
    sides = side("source", **(before or {})), side("target", **(after or {}))
    return answer(CHECK, Situation(NOW, *sides, engagement))


def test_the_same_settings_pass():
    assert asked().outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("before", "after", "setting"),
    [
        ({"SharingCapability": 0}, {"SharingCapability": 3}, "SharePoint"),
        ({"SharingCapability": 3}, {"SharingCapability": 1}, "SharePoint"),
        ({"SharingCapability": 1}, {"SharingCapability": 2}, "SharePoint"),
        ({"ODBSharingCapability": 0}, {"ODBSharingCapability": 3}, "OneDrive"),
        ({}, {"SharingDomainRestrictionMode": 2}, "domains to share with"),
        ({"SharingDomainRestrictionMode": 2}, {"SharingDomainRestrictionMode": 0}, "domains to"),
        ({}, {"SharingAllowedDomainList": f"{KNOWN} new.example"}, "domains to share with"),
        (
            {"SharingDomainRestrictionMode": 2, "SharingBlockedDomainList": "rival.example"},
            {"SharingDomainRestrictionMode": 2, "SharingBlockedDomainList": ""},
            "domains to share with",
        ),
        ({"AllowFederatedUsers": False}, {}, "Teams with other organisations"),
        ({}, {"AllowedDomains": {"AllowAllKnownDomains": {}}}, "Teams with other organisations"),
        ({}, {"AllowedDomains": [*KNOWN.split(), "new.example"]}, "Teams with other"),
        (
            {"AllowedDomains": "AllowAllKnownDomains", "BlockedDomains": ["Domain=rival.example"]},
            {"AllowedDomains": "AllowAllKnownDomains", "BlockedDomains": []},
            "Teams with other organisations",
        ),
        ({}, {"AllowTeamsConsumer": True}, "Teams with personal accounts"),
    ],
    ids=[
        "nobody to guests",
        "guests to new ones",
        "new ones to anyone",
        "OneDrive",
        "list of allowed to list of blocked",
        "list of blocked to none",
        "one more allowed",
        "one fewer blocked",
        "federation on",
        "federation with all",
        "federation with one more",
        "federation blocks one fewer",
        "personal accounts",
    ],
)
def test_a_wider_setting_is_named_and_the_way_back_is_fine(before, after, setting):
    finding = asked(before, after)

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence.filter(finding.evidence["wider"])["setting"][0].startswith(setting)
    narrower = asked(after, before)
    assert not narrower.evidence.filter(setting=finding.evidence["setting"][0])["wider"].any()


def test_says_whom_each_side_lets_in():
    finding = asked({}, {"SharingCapability": 2})

    assert finding.says.endswith("are wider in the target than in the source: SharePoint.")
    assert finding.evidence.row(0)[1:3] == ("guests who are there already", "anyone with a link")


def test_a_list_of_domains_does_not_count_where_nobody_is_let_in():
    closed = {"SharingCapability": 0, "SharingDomainRestrictionMode": 0}

    assert asked({}, closed).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "hole",
    [
        {"SharingCapability": None},
        {"SharingCapability": 9},
        {"ODBSharingCapability": None},
        {"SharingDomainRestrictionMode": None},
        {"AllowFederatedUsers": None},
        {"AllowedDomains": None},
        {"AllowTeamsConsumer": None},
    ],
    ids=str,
)
@pytest.mark.parametrize("both", [("before",), ("after",)], ids=["source", "target"])
def test_what_one_side_did_not_export_is_not_assessed(hole, both):
    assert asked(**dict.fromkeys(both, hole)).outcome is Outcome.NOT_ASSESSED


@pytest.mark.parametrize("blind", ["source", "target"])
def test_is_not_assessed_when_settings_were_not_read(blind):
    sides = {name: side(name) for name in ("source", "target")}
    sides[blind] = without(sides[blind], SETTINGS, "hidden")

    finding = answer(CHECK, Situation(NOW, **sides, engagement=READY))

    assert finding.outcome is Outcome.NOT_ASSESSED


def test_is_silent_where_there_are_no_two_tenants():
    servers = replace(READY.migration, kind=Kind.MAIL_TO_MICROSOFT_365)
    situation = Situation(NOW, side("source"), side("target"), replace(READY, migration=servers))

    assert ask(CHECK, situation) == []
