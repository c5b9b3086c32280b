import re

import pytest
from harbour import SHARED

from pilotage.connect.dns.organisation import MOST_NAMES, dmarc_names, organisational_domain

LIST = SHARED / "data" / "dns-mail" / "psl" / "test_psl.txt"
CASE = re.compile(r"^checkPublicSuffix\('([^']+)', (?:'([^']+)'|null)\);", re.MULTILINE)


@pytest.mark.skipif(not LIST.exists(), reason="shared data absent")
def test_agrees_with_the_published_cases_of_public_suffixes():
    published = CASE.findall(LIST.read_text(encoding="utf-8"))
    cases = [(name, wanted) for name, wanted in published if not name.startswith(".")]

    assert len(cases) > 60
    assert [(name, organisational_domain(name)) for name, _ in cases] == cases


@pytest.mark.parametrize(
    ("domain", "names"),
    [
        ("harbour.example", ["harbour.example"]),
        ("shop.harbour.example", ["shop.harbour.example", "harbour.example"]),
        (
            "a.shop.harbour.co.uk",
            ["a.shop.harbour.co.uk", "shop.harbour.co.uk", "harbour.co.uk"],
        ),
        ("co.uk", ["co.uk"]),
    ],
    ids=str,
)
def test_looks_for_a_policy_up_to_the_organisation(domain, names):
    assert dmarc_names(domain) == tuple(f"_dmarc.{name}" for name in names)


def test_asks_few_names_of_a_very_long_domain():
    names = dmarc_names(".".join("abcdefghijkl") + ".harbour.example")

    assert len(names) == MOST_NAMES
    assert names[0].startswith("_dmarc.a.b.")
    assert names[-1] == "_dmarc.harbour.example"
