import django.db.models.deletion
import lantoa.persistence.expressions
import lantoa.persistence.identifiers
from django.conf import settings
from django.db import migrations, models

from lantoa.persistence.triggers import row_rule
from lantoa.plans.rules import MOVES_NEVER_DELETED, MOVES_STAY, VERSIONS_NEVER_DELETED, VERSIONS_STAY


def _identifiers(apps, editor):
    texts = apps.get_model('plans', 'PlanText').objects
    rows = list(texts.only('pk'))
    for row in rows:
        row.public_id = lantoa.persistence.identifiers.new_public_id()
    texts.bulk_update(rows, ['public_id'], batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('plans', '0004_cascade'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.CharField(choices=[('draft', 'dự thảo'), ('submitted', 'đang trình duyệt'), ('returned', 'bị trả lại'), ('approved', 'đã duyệt, chờ ban hành'), ('dropped', 'đã bỏ'), ('issued', 'đã ban hành'), ('merged', 'đã ban hành, đã điều chỉnh kế hoạch gốc'), ('closed', 'đã kết thúc'), ('replaced', 'đã được thay thế'), ('withdrawn', 'đã thu hồi')], max_length=12, verbose_name='từ')),
                ('after', models.CharField(choices=[('draft', 'dự thảo'), ('submitted', 'đang trình duyệt'), ('returned', 'bị trả lại'), ('approved', 'đã duyệt, chờ ban hành'), ('dropped', 'đã bỏ'), ('issued', 'đã ban hành'), ('merged', 'đã ban hành, đã điều chỉnh kế hoạch gốc'), ('closed', 'đã kết thúc'), ('replaced', 'đã được thay thế'), ('withdrawn', 'đã thu hồi')], max_length=12, verbose_name='đến')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('reason', models.TextField(blank=True, verbose_name='lý do, ghi chú')),
                ('forced', models.BooleanField(default=False, verbose_name='tự duyệt')),
            ],
            options={
                'ordering': ['plan', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PlanPaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', lantoa.persistence.identifiers.PublicIdField()),
                ('kind', models.CharField(choices=[('correction', 'đính chính'), ('withdrawal', 'thu hồi')], max_length=12, verbose_name='loại')),
                ('number', models.CharField(max_length=60, verbose_name='số, ký hiệu')),
                ('issued_on', models.DateField(verbose_name='ngày ban hành')),
                ('signer_capacity', models.CharField(max_length=120, verbose_name='thể thức đề ký')),
                ('signer_title', models.CharField(blank=True, max_length=120, verbose_name='chức vụ người ký')),
                ('signer_name', models.CharField(max_length=120, verbose_name='người ký')),
                ('text', models.TextField(verbose_name='nội dung')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['plan', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PlanVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='bản thứ')),
                ('since', models.DateField(verbose_name='từ ngày')),
                ('content', models.JSONField(verbose_name='nội dung')),
                ('changes', models.JSONField(default=list, verbose_name='khác bản trước')),
                ('made_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='SignedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(verbose_name='dung lượng (byte)')),
                ('media_type', models.CharField(max_length=120)),
                ('suffix', models.CharField(max_length=10)),
                ('file_name', models.CharField(max_length=200, verbose_name='tên tệp')),
                ('public_id', lantoa.persistence.identifiers.PublicIdField()),
                ('uploaded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['plan', 'id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_issued_has_number_date_signer',
        ),
        migrations.RemoveConstraint(
            model_name='plan',
            name='plan_number_once_a_body_and_year',
        ),
        migrations.AddField(
            model_name='item',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='item',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='item',
            name='doubt',
            field=models.CharField(blank=True, max_length=300, verbose_name='cần xem lại'),
        ),
        migrations.AddField(
            model_name='item',
            name='revoked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan', verbose_name='bãi bỏ theo'),
        ),
        migrations.AddField(
            model_name='obligation',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='obligation',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='obligation',
            name='revoked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.plan', verbose_name='bãi bỏ theo'),
        ),
        migrations.AddField(
            model_name='plan',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='plan',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='plan',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='plans.plan', verbose_name='thay thế kế hoạch'),
        ),
        migrations.AddField(
            model_name='plan',
            name='writers',
            field=models.ManyToManyField(related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người soạn'),
        ),
        migrations.AddField(
            model_name='plantext',
            name='changed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='plantext',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='plantext',
            name='public_id',
            field=models.CharField(default='', editable=False, max_length=22),
        ),
        migrations.RunPython(_identifiers, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='plantext',
            name='public_id',
            field=lantoa.persistence.identifiers.PublicIdField(),
        ),
        migrations.AlterField(
            model_name='plan',
            name='state',
            field=models.CharField(choices=[('draft', 'dự thảo'), ('submitted', 'đang trình duyệt'), ('returned', 'bị trả lại'), ('approved', 'đã duyệt, chờ ban hành'), ('dropped', 'đã bỏ'), ('issued', 'đã ban hành'), ('merged', 'đã ban hành, đã điều chỉnh kế hoạch gốc'), ('closed', 'đã kết thúc'), ('replaced', 'đã được thay thế'), ('withdrawn', 'đã thu hồi')], default='draft', max_length=12, verbose_name='tình trạng'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'approved', 'dropped', 'issued', 'merged', 'closed', 'replaced', 'withdrawn'])), name='plan_state_known'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'approved', 'dropped']), models.Q(('number__isnull', False), ('issued_on__isnull', False), models.Q(('signer_name', ''), _negated=True), models.Q(('signer_capacity', ''), _negated=True)), _connector='OR'), name='plan_issued_has_number_date_signer'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(models.F('issuer'), lantoa.persistence.expressions.YearOf('issued_on'), models.F('number'), condition=models.Q(('state__in', ['draft', 'submitted', 'returned', 'approved', 'dropped']), _negated=True), name='plan_number_once_a_body_and_year_of_issue'),
        ),
        migrations.AddConstraint(
            model_name='plan',
            constraint=models.UniqueConstraint(condition=models.Q(('origin_kind', 'amendment'), ('state__in', ['draft', 'submitted', 'returned', 'approved'])), fields=('origin',), name='plan_amended_by_one_draft_at_a_time'),
        ),
        migrations.AddField(
            model_name='planmove',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planmove',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='planpaper',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planpaper',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='planversion',
            name='amendment',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='version_made', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='planversion',
            name='made_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='planversion',
            name='paper',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='version_made', to='plans.planpaper'),
        ),
        migrations.AddField(
            model_name='planversion',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='signedfile',
            name='paper',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_files', to='plans.planpaper'),
        ),
        migrations.AddField(
            model_name='signedfile',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signed_files', to='plans.plan'),
        ),
        migrations.AddField(
            model_name='signedfile',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='planmove',
            index=models.Index(condition=models.Q(('forced', True)), fields=['forced'], name='plan_moves_forced'),
        ),
        migrations.AddConstraint(
            model_name='planmove',
            constraint=models.CheckConstraint(condition=models.Q(('after__in', ['draft', 'submitted', 'returned', 'approved', 'dropped', 'issued', 'merged', 'closed', 'replaced', 'withdrawn']), ('before__in', ['draft', 'submitted', 'returned', 'approved', 'dropped', 'issued', 'merged', 'closed', 'replaced', 'withdrawn'])), name='plan_move_states_known'),
        ),
        migrations.AddConstraint(
            model_name='planmove',
            constraint=models.CheckConstraint(condition=models.Q(('forced', False), ('after', 'approved'), _connector='OR'), name='only_approval_forced'),
        ),
        migrations.AddConstraint(
            model_name='planmove',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('after', 'returned'), _negated=True), ('forced', False)), models.Q(('reason', ''), _negated=True), _connector='OR'), name='plan_move_has_reason'),
        ),
        migrations.AddConstraint(
            model_name='planpaper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['correction', 'withdrawal'])), name='plan_paper_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='planpaper',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'withdrawal')), fields=('plan',), name='plan_withdrawn_once'),
        ),
        migrations.AddConstraint(
            model_name='planversion',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='plan_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='signedfile',
            constraint=models.UniqueConstraint(condition=models.Q(('paper__isnull', True)), fields=('plan', 'sha256'), name='signed_file_once_a_plan'),
        ),
        migrations.AddConstraint(
            model_name='signedfile',
            constraint=models.UniqueConstraint(condition=models.Q(('paper__isnull', False)), fields=('paper', 'sha256'), name='signed_file_once_a_paper'),
        ),
        row_rule(MOVES_STAY),
        row_rule(MOVES_NEVER_DELETED),
        row_rule(VERSIONS_STAY),
        row_rule(VERSIONS_NEVER_DELETED),
    ]
