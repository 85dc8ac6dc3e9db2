from django.db import migrations

from lantoa.persistence.triggers import row_rule


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial")]

    operations = [
        row_rule(
            name="credit_never_exceeds_result",
            table="results_credit",
            refuse_when="NEW.quantity > (SELECT quantity FROM results_result WHERE id = NEW.result_id)",
            say="a credit never exceeds its result",
        ),
        row_rule(
            name="result_never_below_credits",
            table="results_result",
            refuse_when=(
                "EXISTS (SELECT 1 FROM results_credit WHERE result_id = NEW.id AND quantity > NEW.quantity)"
            ),
            say="a result is never smaller than what was credited of it",
            events=("UPDATE",),
        ),
    ]
