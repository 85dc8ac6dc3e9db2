import django.db.models.deletion
import lantoa.persistence.identifiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0003_life_of_a_plan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='plan',
            name='lower_plans_due_on',
            field=models.DateField(blank=True, null=True, verbose_name='hạn cấp dưới ban hành kế hoạch'),
        ),
        migrations.CreateModel(
            name='Cascade',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', lantoa.persistence.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('derived', 'lập từ kế hoạch cấp trên'), ('matched', 'đối chiếu từ văn bản')], max_length=10, verbose_name='cách lập')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lower', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='plans.plan', verbose_name='kế hoạch cấp dưới')),
                ('upper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='plans.plan', verbose_name='kế hoạch cấp trên')),
            ],
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', lantoa.persistence.identifiers.PublicIdField()),
                ('required', models.BooleanField(default=False, verbose_name='được giao chủ trì')),
                ('decision', models.CharField(choices=[('open', 'chưa xem'), ('taken', 'đã đưa vào kế hoạch'), ('declined', 'không thực hiện')], default='open', max_length=10, verbose_name='quyết định')),
                ('reason', models.TextField(blank=True, verbose_name='lý do')),
                ('stance', models.CharField(choices=[('adopted', 'như cấp trên'), ('sharpened', 'cao hơn'), ('weaker', 'yếu hơn'), ('paragraph', 'chỉ có đoạn ở phần IV'), ('dropped', 'không có'), ('open', 'chưa xem')], default='open', max_length=10, verbose_name='so với cấp trên')),
                ('sentence', models.TextField(blank=True, verbose_name='khác biệt')),
                ('confirmed', models.BooleanField(default=False, verbose_name='đã xác nhận')),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('upper_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adoptions', to='plans.item', verbose_name='mục của cấp trên')),
                ('cascade', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='adoptions', to='plans.cascade')),
            ],
        ),
        migrations.CreateModel(
            name='AdoptionPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('proposed', 'máy đề xuất'), ('confirmed', 'đã xác nhận'), ('rejected', 'không phải')], default='proposed', max_length=10, verbose_name='tình trạng')),
                ('confidence', models.FloatField(blank=True, null=True, verbose_name='độ chắc')),
                ('why', models.JSONField(default=list, verbose_name='vì sao')),
                ('adoption', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pairs', to='plans.adoption')),
                ('lower_item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='plans.item', verbose_name='mục của cấp dưới')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('adoption', 'lower_item'), name='adoption_pair_once'), models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'confirmed', 'rejected'])), name='adoption_pair_state_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='cascade',
            constraint=models.UniqueConstraint(fields=('lower', 'upper'), name='cascade_once'),
        ),
        migrations.AddConstraint(
            model_name='cascade',
            constraint=models.CheckConstraint(condition=models.Q(('lower', models.F('upper')), _negated=True), name='cascade_joins_two_plans'),
        ),
        migrations.AddConstraint(
            model_name='cascade',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['derived', 'matched'])), name='cascade_kind_known'),
        ),
        migrations.AddIndex(
            model_name='adoption',
            index=models.Index(fields=['upper_item', 'stance'], name='plans_adopt_upper_i_9780c3_idx'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.UniqueConstraint(fields=('cascade', 'upper_item'), name='adoption_once'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(('decision__in', ['open', 'taken', 'declined'])), name='adoption_decision_known'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', ['adopted', 'sharpened', 'weaker', 'paragraph', 'dropped', 'open'])), name='adoption_stance_known'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', 'declined'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='adoption_declined_with_reason'),
        ),
    ]
