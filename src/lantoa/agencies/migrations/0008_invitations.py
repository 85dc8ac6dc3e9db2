import django.db.models.deletion
import lantoa.persistence.identifiers
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

from lantoa.agencies.kinds import Role


def make_cache_table(apps, schema_editor):
    """Locks of sign-in and codes used once must be the same for every process and machine: they stand in a table."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [("agencies", "0007_reorganisation")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sessions_ended",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", lantoa.persistence.identifiers.PublicIdField()),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("seed", models.CharField(editable=False, max_length=43)),
                ("name", models.CharField(max_length=200, verbose_name="họ và tên")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="thư điện tử")),
                ("post", models.CharField(blank=True, max_length=120, verbose_name="chức vụ")),
                ("starts_on", models.DateField(verbose_name="giữ vai trò từ ngày")),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(db_index=True)),
                ("mailed_at", models.DateTimeField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="agencies.agency"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InvitedRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            (Role["OFFICER"], "Cán bộ"),
                            (Role["EDITOR"], "Biên tập"),
                            (Role["HEAD"], "Lãnh đạo"),
                            (Role["CLERK"], "Văn thư"),
                            (Role["COORDINATOR"], "Đầu mối"),
                            (Role["FINANCE"], "Tài chính"),
                            (Role["OBSERVER"], "Giám sát"),
                            (Role["ADMINISTRATOR"], "Quản trị"),
                            (Role["OPERATOR"], "Vận hành"),
                        ],
                        max_length=20,
                        verbose_name="vai trò",
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="agencies.invitation"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on", None), ("ends_on__gt", models.F("starts_on")), _connector="OR"),
                name="invitation_period_runs_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("user", None)),
                    models.Q(("accepted_at__isnull", False), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="invitation_accepted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("accepted_at", None), ("withdrawn_at", None), _connector="OR"),
                name="invitation_ends_one_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitedrole",
            constraint=models.UniqueConstraint(fields=("invitation", "role"), name="invited_to_a_role_once"),
        ),
        migrations.AddConstraint(
            model_name="invitedrole",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", [Role["OFFICER"], Role["EDITOR"], Role["HEAD"], Role["CLERK"], Role["COORDINATOR"], Role["FINANCE"], Role["OBSERVER"], Role["ADMINISTRATOR"], Role["OPERATOR"]])), name="invited_role_known"
            ),
        ),
        migrations.RunPython(make_cache_table, migrations.RunPython.noop),
    ]
