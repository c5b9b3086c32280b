"""The audit log: is it whole, and take it away as a file."""

from __future__ import annotations

from pathlib import Path

import click

from pilotage.cli.engaged import home_of
from pilotage.cli.failure import CRITERIA_NOT_MET
from pilotage.cli.show import json_option, print_json
from pilotage.facts.errors import InputError
from pilotage.store import audit, audit_file
from pilotage.store.home import write_file
from pilotage.store.records import open_records


@click.group("audit")
def command() -> None:
    """The audit log: is it whole, and take it away as a file."""


@command.command("verify")
@click.argument(
    "export", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@click.option("--hash", "seal", default="", help="Audit hash that the log must have.")
@json_option
@click.pass_context
def verify(ctx: click.Context, export: Path | None, seal: str, as_json: bool) -> None:
    """Prove that no entry was changed, here or in EXPORT (.jsonl or .zip), which needs no records.

    Exit code 3: an entry was changed or is missing; it is named.
    """
    proof = _of_file(export) if export else _of_records(ctx)
    broken = proof.broken
    if not broken and seal and seal != proof.seal:
        broken = f"the audit hash is {proof.seal} and not {seal}"
    if as_json:
        print_json({"whole": not broken, "broken": broken, **_said(proof)})
    elif broken:
        click.echo(f"Not whole: {broken}.", err=True)
    else:
        click.echo(f"{proof.entries:,} entries, whole. Audit hash {proof.seal}")
    if broken:
        ctx.exit(CRITERIA_NOT_MET)


def _said(proof: audit.Proof) -> dict[str, object]:
    chains = {
        name: {"entries": number, "hash": seal} for name, (number, seal) in proof.ends.items()
    }
    return {"entries": proof.entries, "hash": proof.seal, "chains": chains}


def _of_records(ctx: click.Context) -> audit.Proof:
    open_records(home_of(ctx))
    return audit.prove(audit.entries(), audit.ends())


def _of_file(export: Path) -> audit.Proof:
    """Prove an export; a line that cannot be read any more breaks the log, too."""
    with audit_file.opened(export) as log:
        try:
            return audit.prove(log.entries, log.ends)
        except InputError as error:
            return audit.Proof(0, {}, str(error).rstrip("."))


@command.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@json_option
@click.pass_context
def export(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Write every entry to FILE, one a line, so that it can be verified anywhere."""
    open_records(home_of(ctx))
    ends = audit.ends()
    write_file(file, "".join(audit_file.lines(audit.entries(), ends)))
    proof = audit.Proof(sum(number for number, _ in ends.values()), ends)
    if as_json:
        print_json({"file": file, **_said(proof)})
    else:
        click.echo(f"{file}: {proof.entries:,} entries. Audit hash {proof.seal}")
