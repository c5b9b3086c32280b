import pytest

from pilotage.connect.dns.spf_terms import MOST_RECORDS, follow, targets


@pytest.mark.parametrize(
    ("record", "names"),
    [
        ("v=spf1 include:A.example. ~include:b.example -all", ["a.example", "b.example"]),
        ("v=spf1 redirect=c.example", ["c.example"]),
        ("v=spf1 a:d.example mx ip4:192.0.2.1 exists:%{i}.e.example -all", []),
        ("v=spf1 include:%{d}.f.example include:", []),
    ],
    ids=str,
)
def test_finds_the_records_that_a_record_leads_to(record, names):
    assert targets(record) == names


def test_follows_no_more_records_than_an_evaluation_does():
    asked = []

    def ask(name):
        asked.append(name)
        return [f"v=spf1 include:x{name} include:y{name} -all"]

    follow(["other=text", "v=spf1 include:harbour.example -all"], ask)

    assert len(asked) == len(set(asked)) == MOST_RECORDS
    assert asked[:3] == ["harbour.example", "xharbour.example", "yharbour.example"]


def test_records_in_a_circle_are_asked_once():
    asked = []

    def ask(name):
        asked.append(name)
        return ["v=spf1 include:harbour.example -all"]

    follow(["v=spf1 include:harbour.example -all"], ask)

    assert asked == ["harbour.example"]
