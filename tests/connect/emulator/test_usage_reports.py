import pytest


def test_a_report_is_at_another_host_that_wants_no_token(graph):
    answer = graph.ask("/reports/getMailboxUsageDetail(period='D180')")

    assert answer.status_code == 302
    place = answer.headers["location"]
    assert place.startswith("https://downloads.example/")
    csv = graph.wire.get(place)
    assert csv.content.decode("utf-8-sig").startswith("Report Refresh Date,User Principal Name")
    assert graph.emulator.counts.leaked == []


def test_who_shows_a_token_at_the_other_host_is_turned_away_and_noted(graph):
    place = graph.ask("/reports/getMailboxUsageDetail(period='D180')").headers["location"]

    answer = graph.ask(place)

    assert answer.status_code == 400
    assert graph.emulator.counts.leaked == ["/download/getMailboxUsageDetail"]


@pytest.mark.parametrize(
    "asked",
    ["getMailboxUsageDetail(period='D8')", "getShoes(period='D7')", "getMailboxUsageDetail"],
    ids=["period", "name", "no_period"],
)
def test_a_report_that_is_not_offered_is_refused(graph, asked):
    assert graph.refused(f"/reports/{asked}")[0] == 400
