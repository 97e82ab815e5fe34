"""The three groups of people who work on the guides, with what each may do.

Django makes permissions after all migrations have run; those needed here are made now, as Django
would make them. Run again, it gives the groups what they lack and takes nothing away.
"""

from django.db import migrations

CONTRIBUTORS, EDITORS, ADMINISTRATORS = "Contributors", "Editors", "Administrators"

ON_GUIDES = {
    "write_guide": "Can write drafts of guides",
    "review_guide": "Can change others' drafts and send them back",
    "publish_guide": "Can publish guides",
    "retire_guide": "Can retire guides and change their addresses",
    "import_guides": "Can import guides from files",
    "manage_titles": "Can correct and hide job titles",
    "handle_reports": "Can close readers' reports",
    "manage_releases": "Can withdraw releases",
}
"""Permissions of the model RoleVersion besides Django's own four."""

FACTS = (
    "area", "attainment", "crosswalkentry", "element", "jobtitle", "jobzone", "matrixoccupation",
    "occupation", "priceparity", "projection", "rating", "relatedoccupation", "release", "skill",
    "socgroup", "task", "technologyuse", "titlename", "wage",
)
GUIDES = ("role", "roleoccupation", "roletitle", "roleskill", "relatedcareer", "roleversion")
WRITTEN = ("add", "change", "delete")


def contributors():
    """What contributors may do, as (app, model, codename)."""
    seen = [("careers", model, f"view_{model}") for model in (*FACTS, *GUIDES, "sector")]
    return [*seen, ("careers", "roleversion", "write_guide")]


def editors():
    """What editors may do."""
    written = [("careers", model, f"{verb}_{model}") for model in GUIDES[:-1] for verb in WRITTEN]
    words = [
        ("careers", model, f"{verb}_{model}")
        for model in ("occupationwords", "elementwords")
        for verb in ("view", "change")
    ]
    own = ("review_guide", "publish_guide", "retire_guide", "import_guides", "manage_titles",
           "handle_reports")
    return [
        *contributors(),
        *written,
        *words,
        ("careers", "event", "view_event"),
        *(("careers", "roleversion", name) for name in own),
    ]


def administrators():
    """What administrators may do."""
    people = [("auth", "user", f"{verb}_user") for verb in ("view", *WRITTEN)]
    sectors = [
        ("careers", model, f"{verb}_{model}")
        for model in ("sector", "sectorgroup")
        for verb in ("view", *WRITTEN)
    ]
    return [
        *editors(),
        *people,
        *sectors,
        ("auth", "group", "view_group"),
        ("careers", "roleversion", "manage_releases"),
    ]


def make_groups(apps, schema_editor):
    """Make the groups, and the permissions they need that are not there yet."""
    group_model = apps.get_model("auth", "Group")
    made = {}
    tables = {CONTRIBUTORS: contributors(), EDITORS: editors(), ADMINISTRATORS: administrators()}
    for name, wanted in tables.items():
        group, _ = group_model.objects.get_or_create(name=name)
        for key in wanted:
            if key not in made:
                made[key] = _permission(apps, *key)
        group.permissions.add(*(made[key] for key in wanted))


def _permission(apps, app, model, codename):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app, model=model
    )
    verbose = apps.get_model(app, model)._meta.verbose_name
    verb = codename.partition("_")[0]
    name = ON_GUIDES.get(codename, f"Can {verb} {verbose}")
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


def take_groups_away(apps, schema_editor):
    """Take the groups away; accounts stay."""
    names = (CONTRIBUTORS, EDITORS, ADMINISTRATORS)
    apps.get_model("auth", "Group").objects.filter(name__in=names).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("careers", "0004_versions"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, take_groups_away)]
