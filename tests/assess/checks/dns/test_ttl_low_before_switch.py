import pytest
from asking import ask_one
from harbour import tenant, unread

from pilotage.facts.finding import Outcome
from pilotage.facts.tables import DNS_RECORDS

CHECK = "dns.ttl_low_before_switch"
MX = {"domain": "harbour.example", "name": "harbour.example", "type": "MX", "value": "0 x"}
AUTODISCOVER = {**MX, "name": "autodiscover.harbour.example", "type": "CNAME"}


@pytest.mark.parametrize("record", [MX, AUTODISCOVER], ids=["mx", "autodiscover"])
def test_an_hour_passes_and_a_second_more_fails(record):
    def cached_for(seconds):
        return ask_one(CHECK, tenant(dns_records=[{**record, "ttl_seconds": seconds}]))

    assert cached_for(3600).outcome is Outcome.PASSED
    assert cached_for(3601).outcome is Outcome.FAILED
    assert cached_for(None).outcome is Outcome.NOT_ASSESSED


def test_other_records_do_not_count_and_none_at_all_is_unknown():
    text = {**MX, "type": "TXT", "value": "x", "ttl_seconds": 86400}

    assert ask_one(CHECK, tenant(dns_records=[text])).outcome is Outcome.NOT_ASSESSED


def test_is_not_assessed_when_ttl_was_not_read():
    blind = unread(tenant(dns_records=[MX]), DNS_RECORDS, "ttl_seconds")

    assert ask_one(CHECK, blind).outcome is Outcome.NOT_ASSESSED


def test_a_name_that_has_no_record_is_not_cached():
    none = {**AUTODISCOVER, "value": "", "ttl_seconds": None}

    assert ask_one(CHECK, tenant(dns_records=[{**MX, "ttl_seconds": 60}, none])).outcome is (
        Outcome.PASSED
    )
    assert ask_one(CHECK, tenant(dns_records=[none])).outcome is Outcome.NOT_ASSESSED
