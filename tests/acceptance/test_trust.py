"""What the audit log and an export promise, by the real command."""

from __future__ import annotations

import json


def test_everything_moves_and_the_audit_hash_stays_d7(workspace, tmp_path):
    archive, elsewhere = tmp_path / "all.zip", tmp_path / "elsewhere"

    sent = workspace.run("export", "--all", archive, "--json")
    taken = workspace.run("--home", elsewhere, "import", archive, "--json")
    checked = workspace.run("--home", elsewhere, "audit", "verify", "--json")

    assert (sent.code, taken.code, checked.code) == (0, 0, 0), taken.err
    assert sent.json()["audit_hash"] == taken.json()["audit_hash"] == checked.json()["hash"]
    assert sent.json()["entries"] == taken.json()["entries"] > 0


def test_one_edited_line_of_the_log_is_named_d8(workspace, tmp_path):
    log = tmp_path / "audit.jsonl"
    assert workspace.run("audit", "export", log).code == 0
    assert workspace.run("audit", "verify", log).code == 0
    lines = log.read_text("utf-8").splitlines(keepends=True)
    entry = json.loads(lines[40])
    lines[40] = json.dumps(entry | {"who": "somebody else"}) + "\n"
    log.write_text("".join(lines), "utf-8")

    found = workspace.run("audit", "verify", log)

    assert found.code == 3
    assert f"entry {entry['number']} of {entry['chain']}" in found.err
