"""What a file is, by its content; what it calls itself must agree."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from pathlib import PurePosixPath

from pilotage.facts.errors import InputError
from pilotage.store.archive import DAMAGED

MOST_UNPACKED_BYTES = 200 * 1024**2
MOST_RATIO = 100
"""An office file shrinks to a tenth; what says that it grows a hundredfold is a bomb."""

STARTS = {
    "application/pdf": b"%PDF-",
    "image/png": b"\x89PNG\r\n\x1a\n",
    "image/jpeg": b"\xff\xd8\xff",
}
OFFICE = "application/vnd.openxmlformats-officedocument."
PARTS = {
    "word/document.xml": f"{OFFICE}wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}spreadsheetml.sheet",
}
ENDS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    PARTS["word/document.xml"]: (".docx",),
    PARTS["xl/workbook.xml"]: (".xlsx",),
}
TEXTS = {".txt": "text/plain", ".csv": "text/csv", ".json": "application/json"}
TAKEN = "Take pdf, png, jpeg, txt, csv, json, docx or xlsx."


def plain_name(name: str) -> str:
    """Return a file name without folders and without signs that do not show.

    Raises:
        InputError: nothing is left.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(each for each in unicodedata.normalize("NFC", last) if each.isprintable())
    if not plain.strip(". "):
        raise InputError("the file has no name", where="file")
    return plain[-200:]


def media_type(name: str, data: bytes) -> str:
    """Return the media type of a file whose name and content agree.

    Raises:
        InputError: it is of no kind that is taken, is not what its name says, or is a bomb.
    """
    end = PurePosixPath(name).suffix.lower()
    found = next((kind for kind, start in STARTS.items() if data.startswith(start)), "")
    if not found and data.startswith(b"PK\x03\x04"):
        found = _office(name, data)
    if not found:
        return _text(name, end, data)
    if end not in ENDS[found]:
        raise InputError(f"holds {found}, which its name does not say", where=name, fix=TAKEN)
    return found


def _office(name: str, data: bytes) -> str:
    """Return the kind of an office file, which is an archive, by what it says it holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (ValueError, *DAMAGED) as error:
        raise InputError("is a broken archive", where=name) from error
    size = sum(part.file_size for part in parts)
    grown = any(part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts)
    if size > MOST_UNPACKED_BYTES or size > MOST_RATIO * len(data) or grown:
        raise InputError(f"would grow to {size:,} bytes when it is opened", where=name)
    names = {part.filename for part in parts}
    if "[Content_Types].xml" in names:
        for part, kind in PARTS.items():
            if part in names:
                return kind
    raise InputError("is an archive and no docx or xlsx", where=name, fix=TAKEN)


def _text(name: str, end: str, data: bytes) -> str:
    if end not in TEXTS:
        raise InputError("is of a kind that is not taken", where=name, fix=TAKEN)
    try:
        text = data.decode("utf-8-sig")
        if end == ".json":
            json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"cannot be read as {TEXTS[end]} in UTF-8", where=name) from error
    if any(unicodedata.category(each) == "Cc" and each not in "\t\r\n\f" for each in set(text)):
        raise InputError("holds signs that no text has", where=name)
    return TEXTS[end]
