from pathlib import Path

from pilotage.cli.reference import pages

REFERENCE = Path(__file__).parents[2] / "docs/reference"


def test_the_reference_is_fresh():
    """If this fails, run ``make docs`` and commit what changed."""
    for name, text in pages().items():
        assert (REFERENCE / name).read_text(encoding="utf-8") == text, name


def test_no_page_is_left_of_something_that_is_gone():
    assert {path.name for path in REFERENCE.iterdir()} == set(pages())
