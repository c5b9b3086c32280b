from datetime import UTC, datetime

from pilotage.connect.dns.asking import Asker
from pilotage.connect.dns.sheets import sheets
from pilotage.connect.dns.survey import Record, Survey

NOW = datetime(2026, 1, 9, 9, tzinfo=UTC)


def found(domain, *records):
    """Return what was found out about ``domain``: names, types and values."""
    made = Survey(domain, Asker([]), until=0)
    for name, kind, value in records:
        made.records[name, kind, value] = Record(domain, name, kind, value, 300)
    return made


def kept(*surveys):
    made = sheets("", "", "")
    for each in surveys:
        made.add(each, NOW)
    return made


def rows(made):
    return [(row["domain"], row["value"]) for held in made.records.values() for row in held]


def test_of_two_domains_with_one_question_the_first_counts():
    spf = "spf.quay.example", "TXT"
    made = kept(found("a.example", (*spf, "one")), found("b.example", (*spf, "two")))

    assert rows(made) == [("a.example", "one")]


def test_the_domain_that_a_name_lies_in_knows_it_best():
    policy = "_dmarc.harbour.example", "TXT"
    made = kept(
        found("a.harbour.example", (*policy, "stale")),
        found("harbour.example", (*policy, "v=DMARC1; p=reject")),
        found("z.harbour.example", (*policy, "stale")),
    )

    assert rows(made) == [("harbour.example", "v=DMARC1; p=reject")]


def test_an_earlier_attempt_is_read_back_up_to_where_it_came():
    made = kept(
        found("a.example", ("a.example", "TXT", 'with "quotes", and\nlines')),
        found("b.example", ("b.example", "TXT", "late")),
    )
    again = sheets(made.records_csv().decode(), made.notes_csv().decode(), "a.example")

    assert rows(again) == [("a.example", 'with "quotes", and\nlines')]
    assert (
        again.records_csv()
        == kept(found("a.example", ("a.example", "TXT", 'with "quotes", and\nlines'))).records_csv()
    )


def test_a_value_of_one_domain_never_becomes_a_row_of_another():
    injected = "version: STSv1\rharbour.example,_dmarc.harbour.example,TXT,v=DMARC1; p=reject"
    long = "\\000" * 65_000
    made = kept(
        found(
            "a.example",
            ("mta-sts.a.example", "MTA-STS", injected),
            ("a.example", "TXT", long),
        )
    )
    again = sheets(made.records_csv().decode(), made.notes_csv().decode(), "z")

    assert rows(again) == [("a.example", injected), ("a.example", long)]
