from ready import READY, answer, ready

from pilotage.facts.finding import Outcome

CHECK = "documentation.handover_documents_listed"


def test_names_the_subject_that_no_document_is_about():
    documents = tuple(each for each in READY.document if "Known issues" not in each.title)

    finding = answer(CHECK, ready(document=documents))

    assert finding.outcome is Outcome.FAILED
    assert finding.says == (
        "No document is listed for: what people ask and what helps (known issues)."
    )


def test_an_empty_list_lacks_every_subject():
    assert answer(CHECK, ready(document=())).says.count(";") == 5
