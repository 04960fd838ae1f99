"""The rows of a table that are a person's."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import Field, Model, QuerySet

from grappe.apps.privacy.declarations import Declaration, Named, Personal

ACCOUNT = "person"
"""The kind by which the journal names an account: `person:3`."""


def model_of(declared: Declaration) -> type[Model]:
    """Return the table that a declaration is of."""
    return apps.get_model(declared.model)


def rows_of(declared: Declaration, way: str | Named, person: int) -> QuerySet[Any]:
    """Return the rows that belong to the account of a number, in the order of their keys."""
    where = {way.column: f"{ACCOUNT}:{person}"} if isinstance(way, Named) else {way: person}
    return every_row(declared).filter(**where).order_by("pk")


def every_row(declared: Declaration) -> QuerySet[Any]:
    """Return every row of a table, those that its own manager would hide too."""
    return model_of(declared)._base_manager.all()  # noqa: SLF001 - Django documents it


def columns_of(declared: Declaration, group: Personal) -> list[Field[Any, Any]]:
    """Return the fields of a group that are columns of the table; the others are lists of other rows."""
    meta = model_of(declared)._meta
    fields = [meta.get_field(name) for name in group.fields]
    return [field for field in fields if isinstance(field, Field) and not field.many_to_many]
