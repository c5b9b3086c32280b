"""The whole text of an export, whatever the encoding its head promised."""

from __future__ import annotations

from pilotage.collect.files import ExportFile
from pilotage.facts.errors import InputError

FALLBACK = "cp1252"
"""What Windows programs write where they do not write Unicode."""


def text_of(file: ExportFile) -> str:
    """Return the text of ``file`` without its byte order mark.

    A head in plain ASCII looks like UTF-8 while the first accented letter may follow later; a
    file that then is no UTF-8 is read as Windows-1252.

    Raises:
        InputError: it is text in neither encoding.
    """
    raw = file.path.read_bytes()
    for encoding in (file.encoding, FALLBACK):
        try:
            return raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            where = f"{file.name}: byte {error.start}"
    raise InputError("is not text in a known encoding", where=where, fix="Save it as UTF-8.")
