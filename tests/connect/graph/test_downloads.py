import pytest
from connect.graph.hostile import asking, hostile
from connect.graph.wire import NOW, quiet

from pilotage.connect.answers import Answers
from pilotage.connect.graph.refusals import Refused
from pilotage.connect.graph.resources import resources
from pilotage.connect.graph.run import Run
from pilotage.connect.graph.streams import read

[REPORT] = [each for each in resources() if each.id == "getMailboxUsageDetail"]
CSV = b"Report Refresh Date,User Principal Name\n"


def fetched(says, folder):
    """Read one report from a server, and return it with what the server heard."""
    with hostile(says, folder) as server, asking(server) as it:
        run = Run(it.client, Answers(folder / "answers"), quiet, NOW)
        read(run, REPORT)
    return (folder / "answers" / "getMailboxUsageDetail.csv").read_bytes(), server.heard


def sent_on(place):
    """Answer everything with a redirect."""
    return lambda path: (302, {"location": place}, b"")


def test_a_report_is_fetched_without_the_token(tmp_path):
    def says(path):
        if path.startswith("/v1.0/"):
            return 302, {"location": f"{server.address}/file"}, b""
        return 200, {}, CSV

    with hostile(says, tmp_path) as server, asking(server) as it:
        read(Run(it.client, Answers(tmp_path / "answers"), quiet, NOW), REPORT)

    assert (tmp_path / "answers" / "getMailboxUsageDetail.csv").read_bytes() == CSV
    assert [bool(token) for _, token in server.heard] == [True, False]


@pytest.mark.parametrize("place", ["http://elsewhere.example/a", "", "ftp://a/b"])
def test_a_report_without_encryption_is_refused(tmp_path, place):
    with pytest.raises(Refused, match="without encryption"):
        fetched(sent_on(place), tmp_path)


def test_a_report_that_comes_at_once_is_taken(tmp_path):
    found, heard = fetched(lambda path: (200, {}, CSV), tmp_path)

    assert found == CSV
    assert len(heard) == 1


def test_an_address_that_is_no_longer_valid_is_asked_for_anew(tmp_path):
    answers = [(404, {}, b""), (200, {}, CSV)]

    def says(path):
        if path.startswith("/v1.0/"):
            return 302, {"location": f"{server.address}/file"}, b""
        return answers.pop(0)

    with hostile(says, tmp_path) as server, asking(server) as it:
        read(Run(it.client, Answers(tmp_path / "answers"), quiet, NOW), REPORT)

    assert (tmp_path / "answers" / "getMailboxUsageDetail.csv").read_bytes() == CSV
    assert [path for path, _ in server.heard].count("/file") == 2


def test_a_report_that_is_sent_on_again_is_refused(tmp_path):
    def says(path):
        return 302, {"location": f"{server.address}/again"}, b""

    with hostile(says, tmp_path) as server, asking(server) as it:
        run = Run(it.client, Answers(tmp_path / "answers"), quiet, NOW)
        with pytest.raises(Refused, match="sent us on again"):
            read(run, REPORT)

    assert not list((tmp_path / "answers").glob("*.csv"))
