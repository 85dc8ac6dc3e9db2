"""Columns that sort by plain byte order on both engines, whatever order the database server was set up with.

SQLite compares text byte by byte from the start; PostgreSQL by the locale of its cluster, which puts the keys of
`lantoa.vietnamese.sort_key` out of their order. A column changed later by a migration falls back to the locale: put the
operation after that change.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def byte_order(**columns: str) -> migrations.RunPython:
    """A migration operation that sorts columns by their bytes. in: app_model="column", as a table is named."""

    def change(editor: BaseDatabaseSchemaEditor, collation: str) -> None:
        connection = editor.connection
        if connection.vendor != "postgresql":
            return
        quote = editor.quote_name
        with connection.cursor() as cursor:
            for table, column in columns.items():
                rows = connection.introspection.get_table_description(cursor, table)
                size = next(row.internal_size for row in rows if row.name == column)
                editor.execute(
                    f"ALTER TABLE {quote(table)} ALTER COLUMN {quote(column)} TYPE varchar({size}) COLLATE {collation}"
                )

    def forwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        change(editor, '"C"')

    def backwards(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
        change(editor, '"default"')

    return migrations.RunPython(forwards, backwards)
