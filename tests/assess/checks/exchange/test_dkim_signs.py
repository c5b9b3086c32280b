import pytest
from asking import ask_one
from fragment import fragment

from pilotage.facts.finding import Outcome

CHECK = "exchange.dkim_signs"
KEY = "v=DKIM1; k=rsa; p=MIIB"


def config(domain, enabled=True):
    return {"Domain": domain, "Enabled": enabled}


def record(domain, *texts):
    return {"domain": domain, "rdata": list(texts), "log": []}


def domains(*names):
    return [{"domain": name, "rdata": []} for name in names]


def signed(configs, records, *names):
    areas = {"dkim_config": configs, "dkim_records": records}
    return ask_one(CHECK, fragment(**areas, spf_records=domains(*names)))


def test_passes_when_every_domain_signs_and_publishes():
    finding = signed(
        [config("a.example"), config("b.example")],
        [record("a.example", KEY), record("b.example", "unrelated", KEY)],
        "a.example",
        "B.example",
    )

    assert finding.outcome is Outcome.PASSED
    assert "MS.EXO.3.1v1" in finding.frameworks


@pytest.mark.parametrize(
    ("configs", "records"),
    [
        ([config("a.example"), config("b.example", False)], [record("b.example", KEY)]),
        ([config("a.example"), config("b.example")], [record("b.example")]),
        ([config("a.example"), config("b.example")], [record("b.example", "v=spf1 -all")]),
        ([config("a.example"), config("b.example")], [record("b.example", "v=DKIM1; p=")]),
        ([config("a.example")], [record("b.example", KEY)]),
        ([config("a.example"), config("b.example", None)], [record("b.example", KEY)]),
    ],
    ids=["disabled", "unpublished", "other text", "key taken back", "no config", "null"],
)
def test_names_the_domain_that_does_not_sign(configs, records):
    finding = signed(configs, [record("a.example", KEY), *records], "a.example", "b.example")

    assert finding.outcome is Outcome.FAILED
    assert finding.evidence["domain"].to_list() == ["b.example"]


def test_a_domain_that_only_another_area_names_counts():
    finding = signed([config("a.example")], [record("a.example", KEY)], "a.example", "b.example")

    assert finding.outcome is Outcome.FAILED


def test_the_list_of_domains_is_not_needed_and_lone_objects_count():
    alone = fragment(dkim_config=config("a.example"), dkim_records=record("a.example", KEY))

    assert ask_one(CHECK, alone).outcome is Outcome.PASSED


def test_microsoft_signs_for_its_routing_domains():
    finding = signed(
        [config("a.example")],
        [record("a.example", KEY)],
        "a.example",
        "harbour.mail.onmicrosoft.com",
    )

    assert finding.outcome is Outcome.PASSED


@pytest.mark.parametrize(
    "areas",
    [
        {"dkim_config": [None], "dkim_records": [None]},
        {"dkim_config": [config("a.example")]},
        {"dkim_records": [record("a.example", KEY)]},
        {
            "dkim_config": [config("a.example")],
            "dkim_records": [],
            "exo_unsuccessful_commands": ["Get-ScubaDkimRecord"],
        },
    ],
    ids=["empty", "no records", "no config", "failed"],
)
def test_what_was_not_read_is_unknown(areas):
    assert ask_one(CHECK, fragment(**areas)).outcome is Outcome.NOT_ASSESSED
