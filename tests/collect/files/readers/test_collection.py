from harbour import NOW

from pilotage.collect.files.folder import read_folder
from pilotage.connect.answers import COLLECTION, Answers, Effort
from pilotage.facts.tables import ROLE_ASSIGNMENTS, USERS

PAGE = b"""{"@odata.context": "https://graph.microsoft.com/v1.0/$metadata#users",
"value": [{"id": "ana", "userPrincipalName": "ana@harbour.example"}]}"""


def collection(folder):
    answers = Answers(folder)
    answers.begin(NOW)
    answers.spent("users", Effort(requests=3, bytes=2048, retries=1, waited=12.4))
    answers.page("users", "users-0001.json", PAGE)
    answers.withhold("roles", ["role_assignments"], "RoleManagement.Read.Directory is missing")
    answers.complete(kind="graph", connection="harbour", tenant="Harbour Foods")
    return folder


def read(folder):
    return read_folder([folder], side="source", taken_at=NOW)


def test_what_was_withheld_is_unknown_and_says_why(tmp_path):
    snapshot = read(collection(tmp_path)).snapshot

    assert snapshot.missing(ROLE_ASSIGNMENTS) == "RoleManagement.Read.Directory is missing"
    assert snapshot.missing(USERS) == ""
    assert snapshot[USERS].height == 1


def test_what_it_cost_is_said_and_the_journal_is_no_file_of_it(tmp_path):
    reading = read(collection(tmp_path))

    assert reading.snapshot.tenant == "Harbour Foods"
    says = "harbour (graph): requests 3, sent again 1, bytes received 2,048, seconds waited 12"
    assert says in reading.notes
    assert reading.left == ()


def test_a_damaged_manifest_leaves_everything_unknown(tmp_path):
    path = collection(tmp_path) / COLLECTION
    path.write_text('{"pilotage_collection": 1, "withheld": []}')
    reading = read(tmp_path)

    assert "is damaged" in reading.snapshot.missing(USERS)
    assert [each.where for each in reading.left] == [COLLECTION]


def test_where_everything_was_withheld_everything_is_unknown(tmp_path):
    answers = Answers(tmp_path)
    answers.withhold("users", ["users"], "User.Read.All is missing")
    answers.complete(kind="graph", connection="harbour")

    assert read(tmp_path).snapshot.missing(USERS) == "User.Read.All is missing"
