"""Rows of the records as lines of JSON, and back, whatever database they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.management.color import no_style
from django.db import IntegrityError, connection
from django.db.models import Model

from pilotage.facts.errors import InputError
from pilotage.store import models

MOVED: tuple[type[Model], ...] = (
    models.Client,
    models.Engagement,
    models.User,
    models.Membership,
    models.Item,
    models.Standard,
    models.Run,
    models.Section,
    models.FoundRow,
    models.MemberRow,
    models.EvidenceFile,
    models.Link,
    models.ApiToken,
    models.Chain,
    models.Entry,
)
"""What an export holds, each after what it points to. Jobs and answers of the API stay."""

SECRET = {"password", "last_login"}
"""Columns that stay behind: nobody's password leaves, not even as a hash."""

CHUNK = 2_000
LONGEST_LINE = 64 * 1024**2


def name_of(model: type[Model]) -> str:
    """Return the name of the file that holds the rows of a table."""
    return f"records/{model.__name__.lower()}.jsonl"


def lines(model: type[Model]) -> Iterator[str]:
    """Yield each row of a table as a line, in the order in which it was made."""
    fields = [each for each in model._meta.concrete_fields if each.name not in SECRET]
    for row in model._default_manager.order_by("pk").iterator(chunk_size=CHUNK):
        values = {each.attname: each.value_from_object(row) for each in fields}
        yield json.dumps(values, default=_plain, ensure_ascii=False, sort_keys=True) + "\n"


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an export")


def load(model: type[Model], file: IO[bytes]) -> int:
    """Write the rows in a file to their table, under the numbers they had; returns how many.

    Raises:
        InputError: a line is no row of the table; says which.
    """
    count, rows = 0, []
    for row in _rows(model, file):
        rows.append(row)
        if len(rows) == CHUNK:
            count += _write(model, rows)
            rows = []
    return count + _write(model, rows)


def _rows(model: type[Model], file: IO[bytes]) -> Iterator[Model]:
    fields = {each.attname: each for each in model._meta.concrete_fields}
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        try:
            values = {name: fields[name].to_python(each) for name, each in json.loads(line).items()}
        except (ValueError, AttributeError, KeyError, ValidationError) as error:
            where = f"{name_of(model)}, line {number}"
            raise InputError(f"is no {model.__name__.lower()} ({error})", where=where) from error
        if model is models.User:
            values["password"] = make_password(None)
        yield model(**values)


def _write(model: type[Model], rows: list[Model]) -> int:
    try:
        model._default_manager.bulk_create(rows)
    except (IntegrityError, ValueError) as error:
        raise InputError(f"cannot be taken in ({error})", where=name_of(model)) from error
    return len(rows)


def count_on(tables: Iterable[type[Model]]) -> None:
    """Let the database number new rows after those that were taken in."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
