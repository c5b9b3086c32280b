import pytest
from asking import ask_one
from harbour import tenant
from mail_zone import DOMAIN, judged

from pilotage.facts.finding import Outcome

CHECK = "dns.spf_within_ten_lookups"
SPF = (DOMAIN, "TXT")


def published(text, **others):
    """Return what the check says of ``text``, where other names of .example publish ``others``."""
    at = {(f"{name}.example", "TXT"): found for name, found in others.items()}
    return judged(CHECK, {SPF: [text], **at})


def test_passes_and_says_how_many():
    finding = judged(CHECK)

    assert finding.outcome is Outcome.PASSED
    assert "takes 1 of 10 lookups" in finding.says


@pytest.mark.parametrize(
    "term", ["a", "mx", "ptr", "exists:%{i}.list.example", "?a:x.example", "a/24", "MX"]
)
def test_each_costly_term_counts_one(term):
    assert published(f"v=spf1 {' '.join([term] * 10)} -all").outcome is Outcome.PASSED
    assert published(f"v=spf1 {' '.join([term] * 11)} -all").outcome is Outcome.FAILED


def test_terms_without_a_lookup_are_free():
    free = " ".join(["ip4:192.0.2.1", "ip6:2001:db8::/32", "exp=why.example"] * 5)

    assert "takes 0 of 10 lookups" in published(f"v=spf1 {free} -all").says


def test_what_an_include_costs_is_counted_too():
    inner = ["v=spf1 a a a a -all"]

    assert published("v=spf1 include:one.example a a a a a -all", one=inner).outcome is (
        Outcome.PASSED
    )
    assert published("v=spf1 include:one.example a a a a a a -all", one=inner).outcome is (
        Outcome.FAILED
    )


def test_a_redirect_goes_on_unless_the_record_ends_in_all():
    inner = [f"v=spf1 {'a ' * 10}-all"]

    assert published("v=spf1 redirect=one.example", one=inner).outcome is Outcome.FAILED
    assert "takes 0 of 10 lookups" in published("v=spf1 redirect=one.example -all", one=inner).says


def test_a_record_that_includes_itself_never_ends():
    circle = ["v=spf1 include:one.example -all"]

    assert published(circle[0], one=circle).outcome is Outcome.FAILED


@pytest.mark.parametrize("found", [[], ["other=text"], ["v=spf1 -all", "v=spf1 ~all"]], ids=str)
def test_an_include_without_one_record_is_an_error(found):
    finding = published("v=spf1 include:one.example -all", one=found)

    assert finding.outcome is Outcome.FAILED
    assert "one.example" in finding.says


def test_an_include_that_was_not_read_is_unknown_unless_ten_are_passed_already():
    unread = published("v=spf1 include:one.example -all")

    assert unread.outcome is Outcome.NOT_ASSESSED
    assert "one.example" in unread.says
    assert published("v=spf1 include:%{d}.one.example -all").outcome is Outcome.NOT_ASSESSED
    assert published(f"v=spf1 include:one.example {'a ' * 10}-all").outcome is Outcome.FAILED


def test_two_records_are_an_error_and_none_is_not_the_matter_here():
    assert judged(CHECK, {SPF: ["v=spf1 -all", "v=spf1 a -all"]}).outcome is Outcome.FAILED
    none = judged(CHECK, {SPF: []})
    assert (none.outcome, none.subject) == (Outcome.PASSED, "harbour-foods")


def test_what_nobody_asked_for_is_unknown():
    assert judged(CHECK, {SPF: None}).outcome is Outcome.NOT_ASSESSED
    assert ask_one(CHECK, tenant()).outcome is Outcome.NOT_ASSESSED
