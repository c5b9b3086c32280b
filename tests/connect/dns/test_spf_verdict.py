import pytest
from connect.dns.spf_suite import cases, lookup_in
from harbour import SHARED

from pilotage.connect.dns.spf_verdict import verdict

SUITES = SHARED / "data" / "dns-mail" / "spf-suites"
KNOWN = {"rfc7208-tests.yml": 203, "rfc4408-tests.yml": 191}


def harbour(records):
    """Return a lookup that knows ``records`` and nothing else."""
    return lambda name, kind: records.get((name, kind), ())


def judged(case):
    """Return the verdict on a case of the suite."""
    return verdict(case.host, case.mailfrom, case.helo, lookup_in(case.zone))


@pytest.mark.skipif(not SUITES.exists(), reason="shared data absent")
@pytest.mark.parametrize("suite", KNOWN)
def test_agrees_with_the_published_suite(suite):
    asked = cases(SUITES / suite)
    differ = [case for case in asked if judged(case).result not in case.results]

    print(f"{suite}: {len(asked) - len(differ)} of {len(asked)} verdicts agree")
    assert len(asked) == KNOWN[suite]
    assert differ == []


@pytest.mark.skipif(not SUITES.exists(), reason="shared data absent")
def test_explains_a_refusal_as_the_published_suite_does():
    asked = [case for case in cases(SUITES / "rfc7208-tests.yml") if case.explanation]
    for case in asked:
        got = judged(case)
        if got.result == "fail" and case.explanation != "DEFAULT":
            assert (case.id, got.why) == (case.id, case.explanation)


def test_counts_lookups_and_those_that_found_nothing():
    lookup = harbour(
        {
            ("harbour.example", "TXT"): ("v=spf1 a include:mail.example -all",),
            ("mail.example", "TXT"): ("v=spf1 ip4:192.0.2.0/24 -all",),
        }
    )

    got = verdict("192.0.2.7", "ana@harbour.example", "", lookup)

    assert (got.result, got.lookups, got.void) == ("pass", 2, 1)


def test_includes_in_a_circle_end_at_the_limit():
    lookup = harbour(
        {
            ("harbour.example", "TXT"): ("v=spf1 include:quay.example -all",),
            ("quay.example", "TXT"): ("v=spf1 include:harbour.example -all",),
        }
    )

    got = verdict("192.0.2.7", "ana@harbour.example", "", lookup)

    assert (got.result, got.lookups) == ("permerror", 11)


def test_what_dns_does_not_answer_is_an_error_for_now():
    got = verdict("192.0.2.7", "ana@harbour.example", "", lambda name, kind: None)

    assert got.result == "temperror"


def test_an_address_that_is_none_is_refused():
    with pytest.raises(ValueError, match="harbour"):
        verdict("harbour", "ana@harbour.example", "", harbour({}))
