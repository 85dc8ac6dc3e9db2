"""Columns that sort by plain byte order on both engines, whatever order the database server was set up with.

SQLite compares text byte by byte from the start; PostgreSQL by the locale of its cluster, which puts the keys of
`lantoa.vietnamese.sort_key` out of their order. A column changed later by a migration falls back to the locale: put the
operation after that change.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SIZE = (
    "SELECT character_maximum_length FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %s AND column_name = %s"
)


def byte_order(**columns: str) -> migrations.RunPython:
    """A migration operation that sorts columns by their bytes. in: app_model="column", as a table is named."""

    def change(editor: BaseDatabaseSchemaEditor, collation: str) -> None:
        connection = editor.connection
        if connection.vendor != "postgresql":
            return
        quote = editor.quote_name
        with connection.cursor() as cursor:
            for table, column in columns.items():
                cursor.execute(_SIZE, [table, column])
                size = cursor.fetchone()[0]
                editor.execute(
                    f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE varchar({size}) COLLATE {collation}"
                )

    def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        change(editor, '"C"')

    def backwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        change(editor, '"default"')

    return migrations.RunPython(forwards, backwards)
