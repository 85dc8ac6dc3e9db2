"""Expressions both engines compute natively, without calling back into Python for each row."""

from typing import Any

from django.db.models import CharField, Func


class MonthOf(Func):
    """The month of a date column as "2026-09"."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 7)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="to_char(%(expressions)s, 'YYYY-MM')", **more)
