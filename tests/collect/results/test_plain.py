import pytest

from pilotage.collect.results.plain import LONGEST, first_paragraph, plain


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("Legacy <b>sign-in</b> is blocked.", "Legacy sign-in is blocked."),
        ("two<br/>lines", "two lines"),
        ("<script>steal()</script>fine", "fine"),
        ("<SCRIPT src=x>never closed", ""),
        ("<style>p {}</style>fine", "fine"),
        ("Blocked.<div class='policy-indicators'><a href='x'>BOD</a></div>", "Blocked."),
        ("Fish &amp; chips", "Fish & chips"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<img src=x onerror=alert(1)", ""),
        ("  many\n\n blanks ", "many blanks"),
        ("", ""),
    ],
)
def test_markup_is_gone_and_the_words_remain(marked, words):
    assert plain(marked) == words


def test_long_text_is_shortened_and_says_so():
    short = plain("word " * LONGEST)

    assert len(short) <= LONGEST
    assert short.endswith("…")


def test_of_a_report_the_first_paragraph_is_kept():
    report = "\n\nNot [configured](https://quay.example/x).\n\n| a | b |\n|---|---|\n"

    assert first_paragraph(report) == "Not configured."
