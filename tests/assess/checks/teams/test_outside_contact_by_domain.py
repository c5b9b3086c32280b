import pytest
from asking import ask_one
from collaboration import federation
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "teams.outside_contact_by_domain"


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"AllowedDomains": {"AllowedDomain": "Domain=quay.example"}},
        {"AllowedDomains": ["quay.example"]},
        {"AllowedDomains": {"AllowedDomain": [{"Domain": "quay.example"}]}},
        {"AllowFederatedUsers": False, "AllowedDomains": {}},
        {"AllowFederatedUsers": False, "AllowedDomains": None},
    ],
)
def test_passes_when_domains_are_named_or_access_is_off(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowedDomains": {}},
        {"AllowedDomains": []},
        {"AllowedDomains": {"AllowAllKnownDomains": {}}},
        {"AllowedDomains": "AllowAllKnownDomains"},
        {"AllowedDomains": ["AllowAllKnownDomains"]},
        {"AllowedDomains": {"AllowedDomain": []}},
        {"AllowedDomains": {}, "BlockedDomains": ["Domain=evil.example"]},
    ],
)
def test_fails_when_every_domain_is_let_in(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "settings",
    [
        {"AllowFederatedUsers": None},
    ],
)
def test_the_switch_must_be_known(settings):
    assert ask_one(CHECK, federation(**settings)).outcome is Outcome.NOT_ASSESSED


def test_access_without_a_word_on_domains_is_unknown():
    snapshot = fragment(federation_configuration=[{"AllowFederatedUsers": True}])

    assert ask_one(CHECK, snapshot).outcome is Outcome.NOT_ASSESSED
