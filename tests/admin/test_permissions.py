"""Who may do what: every address and every step, as the table in permissions.toml says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from careers.models import Role
from tests.admin.desk_world import DeskWorld, desk_world, object_of, registered

pytestmark = pytest.mark.django_db
TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "permissions.toml").read_text(encoding="utf-8")
)
PEOPLE = ("anonymous", "contributor", "editor", "administrator")
METHODS = ("GET", "POST")
SIGN_IN = "sign in"


@pytest.fixture
def world(db: None) -> DeskWorld:
    cache.clear()
    return desk_world()


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        else:
            yield route, entry


def guarded() -> set[str]:
    """Every route of the admin and of previews; Django's redirects to them have no name."""
    return {
        route
        for route, entry in routes(get_resolver())
        if entry.name and route.startswith(("admin/", "preview/"))
    }


def expected() -> dict[str, dict[str, list[Any]]]:
    """The table's addresses; one with a group of models stands for an address of each.

    After a blank follows the name that stands in the address, or its query.
    """
    found = {}
    for route, methods in TABLE["addresses"].items():
        group = re.match(r"admin/<(\w+)>/", route)
        for name in TABLE["models"][group[1]] if group else [""]:
            full = route.replace(group[0], f"admin/{name}/") if group else route
            found[full] = methods
    return found


def route_of(row: str) -> str:
    """The route of a row of the table."""
    return row.partition(" ")[0]


def filled(row: str, world: DeskWorld) -> str:
    """A row's route as an address, with rows of the database that there are."""
    route, _, more = row.partition(" ")
    role_type = ContentType.objects.get_for_model(Role)
    parts: dict[str, object] = {
        "r/<path:content_type_id>/<path:object_id>": f"r/{role_type.pk}/{world.live.pk}",
        "<slug:sha256>": "0" * 64,
        "<uidb64>": "MQ",
        "<token>": "forged",
        "<str:token>": more or world.token,
        "<slug:name>": more,
        "<slug:kind>": more,
        "<int:role_id>": world.live.pk,
        "<int:version_id>": world.draft.pk,
        "<id>": world.account.pk,
        "<int:release_id>": (world.withdrawn if "use-again" in route else world.spare).pk,
        "^(?P<app_label>auth|careers)/$": "careers/",
    }
    model = registered().get("/".join(route.split("/")[1:3]))
    parts["<path:object_id>"] = object_of(model, world).pk if model else 1
    for part, value in parts.items():
        route = route.replace(part, str(value))
    return f"/{route}{more if more.startswith('?') else ''}"


def outcome(user: User | None, method: str, address: str) -> Any:
    """The status of an answer, or that one has to sign in; nothing that was done stays.

    The view is asked past the middleware, and pages are not rendered: there are many.
    """
    match = resolve(address.partition("?")[0])
    request = RequestFactory().generic(method, address)
    request.user = user or AnonymousUser()
    request.session = SessionStore()
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    with transaction.atomic():
        try:
            response = match.func(request, *match.args, **match.kwargs)
        except PermissionDenied:
            return 403
        except Http404:
            return 404
        finally:
            transaction.set_rollback(True)
    return meaning(response)


def meaning(response: HttpResponseBase) -> Any:
    """The status of an answer, or that one has to sign in first."""
    to_login = response.status_code == 302 and response["Location"].startswith("/admin/login/")
    rendered = getattr(response, "is_rendered", True)
    content = getattr(response, "content", b"") if rendered else b""
    asked = b'name="_sign_in"' in content
    return SIGN_IN if to_login or asked else response.status_code


def persons(world: DeskWorld) -> dict[str, User | None]:
    """Who the columns of the table stand for."""
    team = world.team
    return dict(zip(PEOPLE, (None, team.contributor, team.editor, team.administrator), strict=True))


def test_table_has_every_address_of_the_admin_and_of_previews() -> None:
    table = {route_of(row) for row in expected()}
    assert guarded() - table == set(), "add them to tests/admin/permissions.toml"
    assert table - guarded() == set(), "there are no such addresses"


def test_table_says_for_every_address_what_each_person_meets() -> None:
    wrong = [
        route
        for route, methods in TABLE["addresses"].items()
        if set(methods) != set(METHODS)
        or any(len(answers) != len(PEOPLE) for answers in methods.values())
    ]
    assert wrong == []


@pytest.mark.parametrize("who", PEOPLE)
def test_every_address_answers_as_the_table_says(world: DeskWorld, who: str) -> None:
    user = persons(world)[who]
    problems = []
    for row, methods in expected().items():
        address = filled(row, world)
        assert "<" not in address, row
        for method in METHODS:
            found = outcome(user, method, address)
            if found != methods[method][PEOPLE.index(who)]:
                problems.append(f"{method} {row}: {found}")
    assert problems == []
