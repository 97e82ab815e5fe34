"""A guide's prepared parts: the same as those made anew, and left aside once they are outdated."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from careers import actions
from careers.models import PreparedGuide, RelatedCareer, Release, Role, RoleOccupation, Status
from careers.pages.guide import guide_parts, ready_parts
from tests.views import made

pytestmark = pytest.mark.django_db
GUIDE = "/careers/software-systems-engineer/"


@pytest.fixture
def guide(world: made.World) -> Role:
    return made.guide(world)


def test_prepared_parts_are_those_made_anew(guide: Role) -> None:
    assert ready_parts(guide.slug) == (True, guide_parts(guide))


def test_prepared_page_asks_few_queries(client: Client, guide: Role) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get(GUIDE)
    assert len(queries) == 1


def test_prepared_parts_are_left_aside_once_a_release_is_newer(guide: Role) -> None:
    current = Release.objects.current().wages
    assert current is not None
    newest = Release.objects.get(pk=current.pk)
    newest.pk, newest.name, newest.sha256 = None, "another", "f" * 64
    newest.period = newest.period.replace(year=newest.period.year + 1)
    newest.imported_at = timezone.now()
    newest.save()
    assert ready_parts(guide.slug) == (True, None)


def test_prepared_parts_are_left_aside_once_the_text_is_newer(guide: Role) -> None:
    guide.work = "You answer for the night shift."
    made.saved(guide)
    assert ready_parts(guide.slug) == (True, None)


def test_page_is_the_same_prepared_or_not(client: Client, guide: Role) -> None:
    prepared = client.get(GUIDE).content
    PreparedGuide.objects.all().delete()
    assert client.get(GUIDE).content == prepared


def test_structured_data_gives_the_address_it_was_asked_at(client: Client, guide: Role) -> None:
    html = client.get(GUIDE).content.decode()
    assert f'"http://testserver{GUIDE}"' in html
    assert "{origin}" not in html


def test_outdated_parts_alone_are_made_again(guide: Role) -> None:
    assert actions.refresh_outdated() == 0
    PreparedGuide.objects.update(key="of another release")
    assert actions.refresh_outdated() == 1


def test_retired_guide_loses_its_parts(guide: Role) -> None:
    guide.status = Status.RETIRED
    made.saved(guide)
    actions.refresh_roles(roles=[guide])
    assert not PreparedGuide.objects.exists()


def test_neighbors_are_guides_that_move_to_it_or_share_an_occupation(
    world: made.World, guide: Role
) -> None:
    mover, sharer, stranger = (
        made.guide(world, slug=slug, title=slug.title()) for slug in ("mover", "sharer", "stranger")
    )
    RoleOccupation.objects.filter(role__in=(mover, stranger)).delete()
    RelatedCareer.objects.create(role=mover, to=guide, kind="up", reason="Next rung.")
    assert actions.neighbors(role=guide) == {mover, sharer}


def test_address_without_a_guide_is_known_to_have_none(guide: Role) -> None:
    assert ready_parts("accountant") == (False, None)
