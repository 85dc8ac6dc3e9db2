"""Expressions both engines compute natively, without calling back into Python for each row."""

from typing import Any

from django.db.models import CharField, Func, IntegerField


class MonthOf(Func):
    """The month of a date column as "2026-09"."""

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 7)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="to_char(%(expressions)s, 'YYYY-MM')", **more)


class YearOf(Func):
    """The year of a date column as a number; fit for an index, since neither engine calls back into Python for it."""

    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="CAST(substr(%(expressions)s, 1, 4) AS integer)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="CAST(EXTRACT(year FROM %(expressions)s) AS integer)", **more)
