"""Titles hidden so far get a correction that says so; more facts may be looked at.

Which groups may look at facts is given by an earlier migration; two tables were not in the admin
then.
"""

from django.db import migrations
from django.utils import timezone

FACTS = ("titleoccupation", "elementmean")
GROUPS = ("Contributors", "Editors", "Administrators")
REASON = "Hidden before reasons were kept."
WHO = "not recorded"


def keep_hidden(apps, schema_editor):
    """Make the correction that each hidden title would have had."""
    model = apps.get_model("careers", "TitleCorrection")
    filings = apps.get_model("careers", "TitleOccupation").objects
    corrected = model.objects.values("job_title")
    hidden = apps.get_model("careers", "JobTitle").objects.filter(hidden=True)
    for title in hidden.exclude(pk__in=corrected):
        rows = filings.filter(job_title=title).order_by("release_id", "occupation_id")
        model.objects.create(
            job_title=title,
            hidden=True,
            reason=REASON,
            by_name=WHO,
            at=timezone.now(),
            source_title=title.title,
            source_filings=[
                list(row)
                for row in rows.values_list(
                    "release_id", "occupation_id", "is_official", "is_reported"
                )
            ],
        )


def let_look(apps, schema_editor):
    """Let the groups look at the tables of facts that are new in the admin."""
    for name in FACTS:
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="careers", model=name
        )
        verbose = apps.get_model("careers", name)._meta.verbose_name
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"view_{name}",
            defaults={"name": f"Can view {verbose}"},
        )
        for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
            group.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ("careers", "0007_corrections"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(keep_hidden, migrations.RunPython.noop),
        migrations.RunPython(let_look, migrations.RunPython.noop),
    ]
