import pytest
from asking import ask_one
from fragment import fragment
from harbour import NOW, tenant

from pilotage.assess.exclusions import with_registered
from pilotage.facts.finding import Outcome
from pilotage.facts.signed import Exclusion

CHECK = "mail.remote_domains_closed"
CONFIG = {"Exo": {"MS.EXO.1.1v2": {"AllowedForwardingDomains": ["Partner.example"]}}}


def domain(name, forwards, **changes):
    return {"Identity": name, "DomainName": name, "AutoForwardEnabled": forwards, **changes}


def forwarding(*domains, **areas):
    return ask_one(CHECK, fragment(remote_domains=list(domains), **areas))


def test_passes_when_no_remote_domain_forwards():
    finding = forwarding(domain("*", False), domain("partner.example", False))

    assert finding.outcome is Outcome.PASSED
    assert finding.frameworks == ("MS.EXO.1.1v2",)


@pytest.mark.parametrize("bad", ["*", "partner.example"])
def test_names_the_remote_domain_that_forwards(bad):
    names = ("*", "partner.example")
    finding = forwarding(*(domain(name, name == bad) for name in names))

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["object"].to_list() == [bad]


def test_a_registered_domain_may_forward_and_another_may_not():
    partner, other = domain("partner.example", True), domain("other.example", True)

    assert forwarding(partner, scuba_config=CONFIG).outcome is Outcome.PASSED
    assert forwarding(partner, other, scuba_config=CONFIG).outcome is Outcome.FAILED
    assert forwarding(partner).outcome is Outcome.FAILED
    assert forwarding(domain("*", True), scuba_config=CONFIG).outcome is Outcome.FAILED


def test_the_engagement_file_registers_a_domain_as_well():
    partner = fragment(remote_domains=[domain("partner.example", True)])
    allowed = Exclusion("MS.EXO.1.1", "payroll", domains=("partner.example",))

    assert ask_one(CHECK, partner).outcome is Outcome.FAILED
    agreed = with_registered(partner, (allowed,), NOW.date())
    assert ask_one(CHECK, agreed).outcome is Outcome.PASSED


def test_a_lone_remote_domain_may_come_without_its_list():
    alone = fragment(remote_domains=domain("*", True))

    assert ask_one(CHECK, alone).outcome is Outcome.FAILED


@pytest.mark.parametrize("unknown", [None, "perhaps"])
def test_a_switch_that_cannot_be_read_is_unknown(unknown):
    assert forwarding(domain("*", unknown)).outcome is Outcome.NOT_ASSESSED


def test_no_remote_domain_allows_nothing():
    assert forwarding().outcome is Outcome.PASSED


def test_is_not_assessed_without_remote_domains_or_settings():
    failed = {"exo_unsuccessful_commands": ["Get-RemoteDomain"]}

    assert forwarding(**failed).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, fragment(org_config={})).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
