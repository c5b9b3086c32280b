"""The tables of the records."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("owner", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("time_zone", models.CharField(blank=True, max_length=60)),
                ("shortcuts", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Client",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("demo", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("slug",),
            },
        ),
        migrations.CreateModel(
            name="Chain",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True)),
                ("number", models.IntegerField(default=0)),
                ("hash", models.CharField(blank=True, max_length=64)),
                (
                    "client",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, to="store.client"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("scopes", models.JSONField(default=list)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="store.client",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=40)),
                ("stage", models.CharField(default="draft", max_length=20)),
                ("time_zone", models.CharField(default="UTC", max_length=60)),
                ("folder", models.CharField(max_length=300)),
                ("demo", models.BooleanField(default=False)),
                ("clock", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="engagements",
                        to="store.client",
                    ),
                ),
            ],
            options={
                "ordering": ("client__slug", "slug"),
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("who", models.CharField(max_length=200)),
                ("did", models.CharField(max_length=60)),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=200)),
                ("before", models.TextField(null=True)),
                ("after", models.TextField(null=True)),
                ("source", models.CharField(max_length=60)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "chain",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="store.chain",
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="store.engagement",
                    ),
                ),
            ],
            options={
                "ordering": ("chain", "number"),
            },
        ),
        migrations.CreateModel(
            name="EvidenceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                ("size_bytes", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("handed_in_by", models.CharField(max_length=200)),
                ("handed_in_at", models.DateTimeField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="store.engagement",
                    ),
                ),
            ],
            options={
                "ordering": ("-handed_in_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=200)),
                ("position", models.IntegerField(default=0)),
                ("version", models.IntegerField(default=1)),
                ("document", models.JSONField()),
                ("title", models.CharField(blank=True, max_length=300)),
                ("state", models.CharField(blank=True, max_length=30)),
                ("owner", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField(blank=True, null=True)),
                ("ends_on", models.DateField(blank=True, null=True)),
                ("changed_at", models.DateTimeField()),
                ("changed_by", models.CharField(max_length=200)),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="store.engagement",
                    ),
                ),
            ],
            options={
                "ordering": ("kind", "position", "id"),
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=120, unique=True)),
                ("asked_by", models.CharField(max_length=200)),
                ("arguments", models.JSONField(default=dict)),
                ("state", models.CharField(default="asked", max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("worker", models.CharField(blank=True, max_length=100)),
                ("fence", models.IntegerField(default=0)),
                ("attempt", models.IntegerField(default=0)),
                ("doing", models.CharField(blank=True, max_length=100)),
                ("done", models.IntegerField(default=0)),
                ("of", models.IntegerField(default=0)),
                ("result", models.JSONField(null=True)),
                ("error", models.TextField(blank=True)),
                (
                    "engagement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jobs",
                        to="store.engagement",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=200)),
                ("person", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="store.engagement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("vendor", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField()),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="store.client",
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="store.engagement",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("client__slug", "user__email", "role"),
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("kind", models.CharField(default="whole", max_length=20)),
                ("by", models.CharField(max_length=200)),
                ("word", models.CharField(blank=True, max_length=20)),
                ("folder", models.CharField(blank=True, max_length=300)),
                ("digest", models.CharField(blank=True, max_length=64)),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="runs",
                        to="store.engagement",
                    ),
                ),
            ],
            options={
                "ordering": ("engagement", "number"),
            },
        ),
        migrations.CreateModel(
            name="MemberRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("wave", models.IntegerField()),
                ("unit", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("name", models.CharField(max_length=300)),
                ("department", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(max_length=12)),
                ("rank", models.IntegerField()),
                ("blocking", models.JSONField(default=list)),
                ("because", models.JSONField(default=list)),
                ("why", models.TextField(blank=True)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="store.run",
                    ),
                ),
            ],
            options={
                "ordering": ("run", "wave", "rank", "name", "unit"),
            },
        ),
        migrations.CreateModel(
            name="FoundRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.IntegerField()),
                ("check_id", models.CharField(max_length=120)),
                ("area", models.CharField(max_length=20)),
                ("side", models.CharField(max_length=12)),
                ("outcome", models.CharField(max_length=12)),
                ("severity", models.IntegerField()),
                ("basis", models.CharField(max_length=10)),
                ("applies", models.BooleanField(default=True)),
                ("subject", models.CharField(max_length=300)),
                ("title", models.CharField(max_length=300)),
                ("says", models.TextField()),
                ("fix", models.TextField(blank=True)),
                ("url", models.CharField(blank=True, max_length=500)),
                ("frameworks", models.JSONField(default=list)),
                ("rows", models.IntegerField(default=0)),
                ("sample", models.JSONField(default=list)),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="store.run",
                    ),
                ),
            ],
            options={
                "ordering": ("run", "position"),
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("document", models.JSONField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="store.run",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Standard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("version", models.IntegerField()),
                ("document", models.JSONField()),
                ("created_at", models.DateTimeField()),
                ("created_by", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ("name", "version"),
                "constraints": [
                    models.UniqueConstraint(fields=("name", "version"), name="standard_by_version")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint(
                fields=("client", "slug"), name="engagement_of_client"
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["engagement", "kind", "key", "number"],
                name="store_entry_engagem_6276f8_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["engagement", "at"], name="store_entry_engagem_63f5cb_idx"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("chain", "number"), name="entry_by_number"),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["engagement", "kind", "state"], name="store_item_engagem_b21be3_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["kind", "due_on"], name="store_item_kind_d655c7_idx"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                fields=("engagement", "kind", "key"), name="item_by_key"
            ),
        ),
        migrations.AddIndex(
            model_name="job",
            index=models.Index(fields=["state", "due_at"], name="store_job_state_01f1a5_idx"),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["user", "client"], name="store_membe_user_id_7dfe86_idx"),
        ),
        migrations.AddIndex(
            model_name="run",
            index=models.Index(fields=["engagement", "at"], name="store_run_engagem_9322eb_idx"),
        ),
        migrations.AddConstraint(
            model_name="run",
            constraint=models.UniqueConstraint(
                fields=("engagement", "number"), name="run_by_number"
            ),
        ),
        migrations.AddIndex(
            model_name="memberrow",
            index=models.Index(
                fields=["run", "wave", "rank", "name"], name="store_membe_run_id_f6203d_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="memberrow",
            index=models.Index(fields=["run", "unit"], name="store_membe_run_id_39234a_idx"),
        ),
        migrations.AddIndex(
            model_name="foundrow",
            index=models.Index(
                fields=["run", "area", "outcome"], name="store_found_run_id_3e3441_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="foundrow",
            index=models.Index(fields=["run", "check_id"], name="store_found_run_id_ce715e_idx"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("run", "name"), name="section_by_name"),
        ),
    ]
