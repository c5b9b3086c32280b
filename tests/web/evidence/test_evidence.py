"""Files handed in: kept by their digest, given out safely, refused when they are hostile."""

from __future__ import annotations

import hashlib
import io
import shutil
import struct
import zipfile

import pytest
from control_room import BY, CLIENT, MIGRATION, NOW, OUTSIDER, address, home, ours, signed_in
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from store.test_transfer import pilotage
from web.api.test_api import HERE, script

from pilotage.facts.errors import PilotageError
from pilotage.facts.handoff import Handoff
from pilotage.store import audit, evidence, items
from pilotage.store.archive import packing, unpack
from pilotage.store.transfer import export_all
from pilotage.web.upload_limit import MOST

pytestmark = pytest.mark.django_db
AT = f"/c/{CLIENT}/m/{MIGRATION}/evidence"
CHECK = "identity.legacy_auth_blocked"
PDF = b"%PDF-1.7 the drill of Monday (demo)"


@pytest.fixture(autouse=True)
def kept_home(tmp_path, settings):
    """Let files be written into a copy of the home folder."""
    shutil.copytree(home(), tmp_path / "home", ignore=shutil.ignore_patterns("*.sqlite3*", ".lock"))
    settings.HOME = tmp_path / "home"
    return tmp_path / "home"


def office(part: str = "word/document.xml", text: bytes = b"<w/>") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, text)
    return made.getvalue()


def lying(size: int) -> bytes:
    """Return an office file whose directory says that a part has ``size`` bytes."""
    data = bytearray(office())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", size)
    return bytes(data)


def hand_in(browser, name="drill.pdf", data=PDF, kind="check", key=CHECK):
    file = SimpleUploadedFile("x", data)
    file._name = name  # what a browser may send, before anybody cleans it
    return browser.post(f"{AT}/hand-in", {"kind": kind, "key": key, "file": file})


def test_a_file_is_kept_by_its_digest_and_comes_back_as_a_download(kept_home):
    browser = signed_in("engineer")
    assert hand_in(browser).status_code == 302
    [kept] = evidence.files(ours())

    answer = browser.get(f"{AT}/{kept.pk}")

    digest = hashlib.sha256(PDF).hexdigest()
    place = kept_home / ours().folder / "evidence" / f"{digest}.evidence"
    assert (answer.content, place.read_bytes()) == (PDF, PDF)
    assert answer["Content-Disposition"] == 'attachment; filename="drill.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert (kept.digest, kept.handed_in_by) == (digest, address("engineer"))
    entry = [each for each in audit.entries(ours()) if each.kind == "evidence"][-1]
    assert (entry.did, entry.key, entry.document["name"]) == ("handed in", digest, "drill.pdf")
    page = browser.get(f"/c/{CLIENT}/m/{MIGRATION}/readiness/check/{CHECK}").content.decode()
    assert digest in page
    assert "12 Nov" in page
    assert digest in browser.get(f"{AT}?as=csv").content.decode()


def test_the_same_file_handed_in_twice_is_kept_once():
    for _ in range(2):
        hand_in(signed_in("lead"))

    assert len(evidence.files(ours())) == 1


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n....", "image/png"),
        ("a.JPG", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.txt", "Grüße".encode(), "text/plain"),
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
        ("a.json", b'{"a": 1}', "application/json"),
        ("a.docx", office(), "wordprocessingml.document"),
        ("a.xlsx", office("xl/workbook.xml"), "spreadsheetml.sheet"),
    ],
    ids=["png", "jpeg", "txt", "csv", "json", "docx", "xlsx"],
)
def test_what_is_taken_is_named_by_its_content(name, data, kind):
    assert hand_in(signed_in("lead"), name, data).status_code == 302

    assert evidence.files(ours())[0].media_type.endswith(kind)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"<script>alert(1)</script>"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.svg", b"<svg onload='alert(1)'/>"),
        ("a.exe", b"MZ\x90\x00"),
        ("a.txt", b"MZ\x90\x00"),
        ("a.json", b"{"),
        ("a.json", b"[" * 100_000),
        ("a.html", PDF),
        ("a.docx", office("xl/workbook.xml")),
        ("a.zip", office("payload.txt")),
        ("a.docx", office()[:40]),
        ("a.docx", office(text=b"0" * 10_000_000)),
        ("a.docx", lying(4_000_000_000)),
        ("a.txt", b""),
        ("...", PDF),
    ],
    ids=["html as pdf", "html", "svg", "program", "program as text", "half json", "deep json",
         "pdf as html", "xlsx as docx", "zip", "half zip", "bomb by ratio", "bomb by size",
         "empty", "no name"],
)  # fmt: skip
def test_a_hostile_file_is_refused_and_nothing_is_kept(kept_home, name, data):
    assert hand_in(signed_in("lead"), name, data).status_code == 422

    assert evidence.files(ours()) == []
    assert not (kept_home / ours().folder / "evidence").exists()


@pytest.mark.parametrize("name", ["../../secret.pdf", "..\\..\\secret.pdf", "se\u202ecret\n.pdf"])
def test_a_name_leads_nowhere(name):
    hand_in(signed_in("lead"), name)

    assert evidence.files(ours())[0].name == "secret.pdf"


def test_more_than_twenty_megabytes_is_refused():
    answer = hand_in(signed_in("lead"), data=PDF + b"x" * evidence.MOST_BYTES)

    assert answer.status_code == 413
    assert evidence.files(ours()) == []


@pytest.mark.parametrize("path", [f"{AT}/hand-in", f"{HERE}/evidence"], ids=["page", "API"])
@pytest.mark.parametrize("size", [MOST + 1, 100 * 1024**2, 10**30])
def test_a_hundred_megabytes_are_refused_before_a_byte_is_read(path, size):
    class Unread(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    answer = signed_in("lead").generic(
        "POST", path, b"x", **{"CONTENT_LENGTH": str(size), "wsgi.input": Unread()}
    )

    assert answer.status_code == 413
    assert b"20 MB" in answer.content


def test_an_outsider_and_another_vendor_find_no_file():
    hand_in(signed_in("lead"))
    [kept] = evidence.files(ours())

    for who in (OUTSIDER, "vendor", "champion"):
        assert signed_in(who).get(f"{AT}/{kept.pk}").status_code == 404
        listed = signed_in(who).get(AT)
        assert listed.status_code == (404 if who == OUTSIDER else 200)
        assert kept.digest not in listed.content.decode()
    assert Browser().get(f"{AT}/{kept.pk}").status_code == 302
    assert signed_in("auditor").get(f"{AT}/{kept.pk}").status_code == 200
    assert hand_in(signed_in("auditor")).status_code == 403


def test_a_vendor_hands_in_for_its_own_hand_off_alone():
    mine, theirs = (
        items.save(ours(), "handoff", Handoff(what, party, "Maya (demo)", NOW), BY).key
        for what, party in (("line", "Fjordnet (demo)"), ("domain", "DomainHost (demo)"))
    )
    browser = signed_in("vendor")

    codes = [hand_in(browser, kind="handoff", key=key).status_code for key in (mine, theirs)]
    other = hand_in(browser, kind="task", key="J-1").status_code

    assert (codes, other) == ([302, 404], 404)
    [kept] = evidence.files(ours())
    assert kept.key == mine
    assert browser.get(f"{AT}/{kept.pk}").content == PDF
    at = f"/c/{CLIENT}/m/{MIGRATION}/timeline/handoffs"
    assert kept.digest in browser.get(at).content.decode()


@pytest.mark.parametrize(
    ("kind", "key"), [("check", "identity.none"), ("task", "none"), ("x", "y")]
)
def test_there_is_no_evidence_for_what_is_not_there(kind, key):
    assert hand_in(signed_in("lead"), kind=kind, key=key).status_code == 404


def test_a_file_that_was_changed_on_the_disk_is_not_given_out(kept_home):
    hand_in(signed_in("lead"))
    [kept] = evidence.files(ours())
    folder = kept_home / ours().folder
    (folder / "evidence" / f"{kept.digest}.evidence").write_bytes(b"%PDF-forged")

    assert signed_in("lead").get(f"{AT}/{kept.pk}").status_code == 409
    with pytest.raises(PilotageError, match="changed on the disk"):
        evidence.content(kept, folder)


def test_a_script_hands_in_once_and_fetches():
    caller = script("engineer")
    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "e"}

    def sent(data):
        body = {"kind": "check", "key": CHECK, "file": SimpleUploadedFile("drill.pdf", data)}
        return Browser().post(f"{HERE}/evidence", body, headers=headers)

    first, again, other = sent(PDF), sent(PDF), sent(PDF + b" more")

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert (first.status_code, other.status_code) == (201, 422)
    assert [each["id"] for each in caller("GET", "evidence").json()] == [first.json()["id"]]
    answer = caller("GET", f"evidence/{first.json()['id']}")
    assert (answer.content, answer["Content-Disposition"][:10]) == (PDF, "attachment")


def test_a_file_that_shrinks_well_survives_an_export(tmp_path):
    file = tmp_path / "a.evidence"
    file.write_bytes(b"0" * 5_000_000)
    with packing(tmp_path / "all.zip", "x/1", {}) as archive:
        archive.add_file("files/a.evidence", file)

    (tmp_path / "out").mkdir()
    unpack(tmp_path / "all.zip", "x/1", tmp_path / "out")
    assert (tmp_path / "out/files/a.evidence").read_bytes() == file.read_bytes()


def test_files_go_along_in_an_export(kept_home, tmp_path):
    hand_in(signed_in("lead"))
    [kept] = evidence.files(ours())
    export_all(kept_home, tmp_path / "all.zip")

    taken = pilotage(tmp_path / "b", "import", tmp_path / "all.zip")

    assert taken.returncode == 0, taken.stderr
    assert evidence.content(kept, tmp_path / "b" / ours().folder) == PDF
