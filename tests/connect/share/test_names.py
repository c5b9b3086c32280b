import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilotage.connect.share.names import printable, refused, refused_at_root


@pytest.mark.parametrize("sign", '"*:<>?/\\|')
def test_a_sign_that_sharepoint_forbids_is_refused_anywhere(sign):
    assert refused(f"a{sign}b.txt")


@pytest.mark.parametrize(
    "name",
    [
        " draft.txt", "draft.txt ", ".lock", "CON", "con", "PRN", "AUX", "NUL", "COM0", "com9",
        "LPT0", "lpt9", "a_vti_b", "desktop.ini", "Desktop.INI", "~$letter.docx", "\udce4.txt",
    ],
)  # fmt: skip
def test_a_name_that_is_reserved_is_refused(name):
    assert refused(name)


@pytest.mark.parametrize(
    "name",
    [
        "Übersicht #1 & 50%.docx", "CON.txt", "COM10", "console", "lock", "~letter", "a b", ".git",
        "日本語", "Forms",
    ],
)  # fmt: skip
def test_other_names_are_taken(name):
    assert not refused(name)


def test_a_folder_forms_is_refused_at_the_root_of_a_library_only():
    assert refused_at_root("Forms")
    assert not refused_at_root("Formsheet")
    assert not refused("forms")


@given(st.text(min_size=1, max_size=20))
def test_every_name_can_be_written(name):
    text = printable(name)

    assert text.encode()
    assert not text.endswith(" ")
