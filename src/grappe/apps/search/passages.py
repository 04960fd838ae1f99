"""A table of words to be found, and the index by which its database finds them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import Col
from django.db.models.sql.compiler import SQLCompiler

GONE = "INSERT INTO {table}_index({table}_index, rowid, words) VALUES ('delete', OLD.id, OLD.words);"
COME = "INSERT INTO {table}_index(rowid, words) VALUES (NEW.id, NEW.words);"
BY_KIND = {
    "sqlite": (
        "CREATE VIRTUAL TABLE {table}_index USING fts5(words, content='{table}', content_rowid='id')",
        f"CREATE TRIGGER {{table}}_index_come AFTER INSERT ON {{table}} BEGIN {COME} END",
        f"CREATE TRIGGER {{table}}_index_gone AFTER DELETE ON {{table}} BEGIN {GONE} END",
        f"CREATE TRIGGER {{table}}_index_anew AFTER UPDATE ON {{table}} BEGIN {GONE} {COME} END",
    ),
    "postgresql": ("CREATE INDEX {table}_index ON {table} USING gin (to_tsvector('simple', words))",),
}


class WordsField(models.TextField):  # type: ignore[type-arg]
    """Words as `plain_text` writes them, in a table that `set_index` was told of."""


class Passage(models.Model):
    """What is found of one thing: each room has its own table of them, which names the thing."""

    words = WordsField()

    class Meta:
        abstract = True


@WordsField.register_lookup
class Tells(models.Lookup[Any]):
    """`words__tells="anim"`: one of the words begins so."""

    lookup_name = "tells"
    prepare_rhs = False

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Ask the index of lexemes."""
        words, told = self.process_lhs(compiler, connection)
        return f"to_tsvector('simple', {words}) @@ to_tsquery('simple', %s)", (*told, f"'{self.rhs}':*")

    def as_sqlite(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,  # noqa: ARG002 - Django's signature
    ) -> tuple[str, tuple[Any, ...]]:
        """Ask the table of FTS5 that stands beside."""
        assert isinstance(self.lhs, Col)  # noqa: S101 - a column is all that can be asked so
        table = self.lhs.target.model._meta.db_table
        alias = compiler.quote_name_unless_alias(self.lhs.alias)
        beside = compiler.connection.ops.quote_name(f"{table}_index")
        asked = f"{alias}.id IN (SELECT rowid FROM {beside} WHERE {beside} MATCH %s)"  # noqa: S608 - names of ours
        return asked, (f'"{self.rhs}"*',)


def set_index(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Make the index of a table of passages, in the migration that makes it."""
    for statement in BY_KIND[editor.connection.vendor]:
        editor.execute(statement.format(table=table), params=None)
