import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_headings_of_any_length")]

    operations = [
        migrations.AddField(
            model_name='item',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='plans.item'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='plans.obligation'),
        ),
        migrations.AddField(
            model_name='plan',
            name='origin',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='plans.plan', verbose_name='lập từ kế hoạch'),
        ),
        migrations.AddField(
            model_name='plan',
            name='origin_kind',
            field=models.CharField(blank=True, choices=[("amendment", 'điều chỉnh'), ("next-year", 'kế hoạch năm sau'), ("derivation", 'cụ thể hóa kế hoạch cấp trên')], max_length=12, verbose_name='cách lập'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('origin__isnull', True), ('origin_kind', '')), models.Q(('origin__isnull', False), ('origin_kind__in', ["amendment", "next-year", "derivation"])), _connector='OR'), name='plan_origin_has_kind'),
        ),
    ]
