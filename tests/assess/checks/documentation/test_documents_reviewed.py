from datetime import date

import pytest
from ready import answer, ready

from pilotage.facts.engagement import Document
from pilotage.facts.finding import Outcome

CHECK = "documentation.documents_reviewed"


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (Document("Guide"), '"Guide" has no owner.'),
        (Document("Guide", "Chen"), 'Chen has not reviewed "Guide".'),
        (Document("Guide", "Chen", date(2025, 9, 1)), "1 Sep 2025, not in the last 90 days"),
        (Document("Guide", "Chen", date(2026, 9, 1)), "1 Sep 2026, not in the last 90 days"),
    ],
)
def test_names_the_document_that_nobody_keeps_r103(document, says):
    finding = answer(CHECK, ready(document=(document,)))

    assert finding.outcome is Outcome.FAILED
    assert says in finding.says


def test_no_document_on_file_fails():
    assert answer(CHECK, ready(document=())).outcome is Outcome.FAILED
