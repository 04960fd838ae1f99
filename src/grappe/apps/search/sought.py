"""The words by which one row is found, kept in the row itself: they go when it goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.apps.registry import Apps
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from grappe.apps.search.words import plain_text


class SoughtField(models.TextField):  # type: ignore[type-arg]
    """The words of other fields of the row, a space before each: `sought__contains=" anim"`.

    Right for people, whose words must go with them: an index beside the table would keep traces for a time.
    """

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        super().__init__(*args, **{**kwargs, "blank": True, "editable": False, "default": ""})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """Tell a migration how it is made."""
        name, path, args, kwargs = super().deconstruct()
        own = {key: value for key, value in kwargs.items() if key not in ("blank", "editable", "default")}
        return name, path, args, {**own, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001 - Django's signature
        """Write the words, whether one row is kept or many."""
        words = f" {plain_text(str(getattr(model_instance, name)) for name in self.of)}"
        setattr(model_instance, self.attname, words)
        return words


def write_words(app: str, model: str) -> Callable[[Apps, BaseDatabaseSchemaEditor], None]:
    """Return what writes the words of the rows that are there, in the migration that adds their field."""

    def write(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        rows = apps.get_model(app, model)._default_manager.using(editor.connection.alias)
        for row in rows.iterator():
            row.save(update_fields=["sought"])

    return write
