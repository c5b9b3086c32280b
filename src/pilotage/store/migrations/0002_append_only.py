"""The database itself refuses to change or to delete an entry of the audit log."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SAYS = "an entry of the audit log is never changed"

SQLITE = tuple(
    f"""CREATE TRIGGER store_entry_no_{verb.lower()} BEFORE {verb} ON store_entry
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"""
    for verb in ("UPDATE", "DELETE")
)
POSTGRESQL = (
    f"""CREATE FUNCTION store_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$""",
    """CREATE TRIGGER store_entry_no_change BEFORE UPDATE OR DELETE ON store_entry
    FOR EACH ROW EXECUTE FUNCTION store_entry_refuse()""",
    """CREATE TRIGGER store_entry_no_truncate BEFORE TRUNCATE ON store_entry
    FOR EACH STATEMENT EXECUTE FUNCTION store_entry_refuse()""",
)


def _refuse(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Adds the triggers; there is no way back, on purpose."""

    dependencies = (("store", "0001_records"),)
    operations = (migrations.RunPython(_refuse),)
