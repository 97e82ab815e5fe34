"""Time and queries of the desk and the editors' lists: 1,000 guides, 100,000 versions and events.

    python benchmarks/desk.py [how many]

Runs on the database of DATABASE_URL, in a transaction that is rolled back. The aim is at most
300 ms in the server and 15 queries a list.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("SECRET_KEY", "benchmark")
os.environ.setdefault("WAYMARK_HTTPS", "false")
os.environ.setdefault("LOG_LEVEL", "ERROR")

import django

django.setup()

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers.editing import of_role
from careers.models import (
    Event,
    ReaderReport,
    Release,
    ReleaseEffect,
    Role,
    RoleVersion,
    Status,
    VersionFindings,
    VersionState,
)
from careers.models.bulk import analyze

COUNT, ROUNDS, BATCH, GUIDES = 100_000, 7, 5_000, 1_000
LISTS = ("sent-back", "drafts", "waiting", "due", "checks", "release")


def versions(role: Role, count: int) -> Iterator[RoleVersion]:
    """Earlier versions of a guide, each with its whole content."""
    now, content = timezone.now(), of_role(role).to_json()
    last = RoleVersion.objects.filter(role=role).count()
    for number in range(last + 1, last + count + 1):
        yield RoleVersion(
            role=role,
            number=number,
            state=VersionState.SUPERSEDED,
            schema=1,
            content=content,
            reason="A better word.",
            author_name=f"editor {number % 50}",
            created_at=now,
            updated_at=now,
            decided_at=now,
        )


def events(count: int) -> Iterator[Event]:
    """Saves of drafts."""
    for number in range(count):
        yield Event(
            actor_name=f"editor {number % 50}",
            action="saved",
            subject_kind="guide",
            subject="electrician",
            summary=f"saved version {number} of electrician",
        )


def guides(user: User) -> None:
    """Published guides whose review is due, each with a draft of the user's and findings."""
    now, first = timezone.now(), Role.objects.order_by("pk")[0]
    content = of_role(first).to_json()
    roles = Role.objects.bulk_create(
        Role(
            slug=f"guide-{number}",
            title=f"Guide {number}",
            sector=first.sector,
            level=first.level,
            status=Status.PUBLISHED,
            review_by=timezone.localdate(),
        )
        for number in range(GUIDES)
    )
    states = (VersionState.PUBLISHED, VersionState.DRAFT)
    RoleVersion.objects.bulk_create(
        (
            RoleVersion(
                role=role,
                number=place + 1,
                state=state if place == 0 or number % 2 else VersionState.REVIEW,
                schema=1,
                content=content,
                reason="A better word.",
                author=user,
                author_name=user.username,
                created_at=now,
                updated_at=now,
                submitted_at=now,
                decision_note="Mend it." if number % 4 == 1 else "",
            )
            for number, role in enumerate(roles)
            for place, state in enumerate(states)
        ),
        batch_size=BATCH,
    )
    release = Release.objects.order_by("pk")[0]
    ReleaseEffect.objects.bulk_create(
        ReleaseEffect(
            release=release,
            act="imported",
            at=now,
            slug=role.slug,
            title=role.title,
            pay_before=50_000,
            pay_after=51_000,
        )
        for role in roles
    )
    ReaderReport.objects.bulk_create(
        ReaderReport(kind="text", page=f"/careers/{role.slug}/", words="Wrong.", filed_at=now)
        for role in roles
    )


def findings() -> None:
    """What the checks found in every version, open or not."""
    now = timezone.now()
    VersionFindings.objects.all().delete()
    VersionFindings.objects.bulk_create(
        (
            VersionFindings(
                version_id=key, blocking=key % 3, warning=1, names=["typed figure"], checked_at=now
            )
            for key in RoleVersion.objects.order_by("pk").values_list("pk", flat=True)
        ),
        batch_size=BATCH,
    )


def fill(count: int, user: User) -> Role:
    """Half of the versions to one guide, the others to all; then the guides of the desk."""
    roles = list(Role.objects.order_by("pk"))
    shares = [count // 2, *[count // 2 // max(1, len(roles) - 1)] * (len(roles) - 1)]
    for role, share in zip(roles, shares, strict=True):
        RoleVersion.objects.bulk_create(versions(role, share), batch_size=BATCH)
    Event.objects.bulk_create(events(count), batch_size=BATCH)
    guides(user)
    findings()
    analyze((Role, RoleVersion, Event, VersionFindings, ReleaseEffect, ReaderReport))
    return roles[0]


def report(client: Client, role: Role) -> None:
    """Print each list's median milliseconds: by the clock, of CPU here, in the database."""
    print(f"{'ms':>8} {'CPU':>8} {'database':>8} {'queries':>8}  list")
    for address in (
        "/admin/",
        *(f"/admin/desk/{name}/" for name in LISTS),
        "/admin/desk/checks/?page=40",
        "/admin/careers/role/",
        "/admin/careers/role/?open=mine",
        "/admin/careers/readerreport/",
        "/admin/careers/jobtitle/",
        "/admin/careers/jobtitle/?p=900",
        "/admin/careers/jobtitle/?q=engineer",
        "/admin/careers/roleversion/",
        "/admin/careers/roleversion/?p=1500",
        "/admin/careers/roleversion/?state__exact=published",
        "/admin/careers/roleversion/?q=electrician",
        f"/admin/careers/role/{role.pk}/versions/",
        f"/admin/careers/role/{role.pk}/versions/?page=900",
        f"/admin/careers/role/{role.pk}/versions/?a=5&b=40000",
        "/admin/careers/event/",
        "/admin/careers/event/?action=published",
        "/admin/careers/event/?q=editor+7",
    ):
        spent = []
        cpu = []
        waited = []
        for _ in range(ROUNDS):
            with CaptureQueriesContext(connection) as queries:
                start, cpu_start = time.perf_counter(), time.process_time()
                status = client.get(address, headers={"host": "localhost"}).status_code
                spent.append((time.perf_counter() - start) * 1000)
                cpu.append((time.process_time() - cpu_start) * 1000)
            waited.append(sum(float(query["time"]) * 1000 for query in queries))
        medians = " ".join(f"{statistics.median(each):8.1f}" for each in (spent, cpu, waited))
        print(f"{medians} {len(queries):8}  {address} ({status})")


def main() -> None:
    """Fill, measure, and leave the database as it was."""
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        settings.STATIC_ROOT = folder
        call_command("collectstatic", interactive=False, verbosity=0)
        user = User.objects.create_superuser("benchmark")
        role = fill(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT, user)
        client = Client()
        client.force_login(user)
        report(client, role)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
