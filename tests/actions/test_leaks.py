"""Nothing that is not published reaches a reader: every public address is walked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from django.test import Client
from django.urls import URLPattern

from careers import actions
from careers.editing import Ban, GuideContent, MoveTo, SkillWord
from careers.models import PreparedGuide, Role, RoleVersion, VersionState
from careers.urls import urlpatterns
from tests.support.desk import People, a_content, people
from tests.views import made

pytestmark = pytest.mark.django_db
WHY = "It was zymurgistical time."
SECRET = "zymurg"
"""Begins a word in every field of what readers must not see, in any case."""
RETIRED = "zymurg-six"
LIVE = ("platform-engineer", "signal-engineer", "architect")
HIDDEN = ("zymurg-one", "zymurg-four", "zymurg-five")
"""Addresses of guides that no reader ever saw."""

SLUGS = {
    "sector": ("engineering",),
    "skill": ("programming",),
    "place": ("metro-0041940",),
    "technology": ("python",),
    "sitemap": ("guides", "sectors", "occupations", "skills", "places", "pages"),
}
QUERIES = {
    "search": ("?q=zymurgistical", "?q=quokka", "?q=engineer", "?q=zymurg-one"),
    "suggest": ("?q=zymurg", "?q=quok", "?q=eng"),
    "compare": (
        "?roles=platform-engineer,zymurg-one",
        "?roles=zymurg-four,zymurg-five",
        "?roles=platform-engineer,signal-engineer",
    ),
    "careers": (
        "?q=zymurg",
        "?sector=engineering&sort=title",
        "?level=executive",
        "?view=table&place=metro-0041940",
    ),
}
PRIVATE = ("/report/", "/preview/")
"""Forms and previews: each answer is made for one asking, so that no two are alike."""


# Of a reader's own pages: another one each time.
FORM_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class Answer(NamedTuple):
    """What a reader and a cache are told."""

    status: int
    body: str
    etag: str | None
    last_modified: str | None


def addresses() -> Iterator[str]:
    """Every public address, with what may stand in it."""
    for pattern in urlpatterns:
        route = str(pattern.pattern)
        kind = next((name for name in SLUGS if route.startswith((name, f"{name}s/"))), "")
        if "technologies/" in route:
            kind = "technology"
        for slug in SLUGS.get(kind, (*LIVE, *HIDDEN, "software-systems-engineer")):
            path = "/" + (
                route.replace("<slug:slug>", slug)
                .replace("<slug:name>", slug)
                .replace("<slug:place>", "metro-0041940")
                .replace("<str:code>", "15-1252.00")
                .replace("<str:token>", "forged")
            )
            yield path
            if "<slug" not in route:
                name = next((name for name in QUERIES if route.startswith(name)), "")
                yield from (path + query for query in QUERIES.get(name, ()))


def walked(client: Client) -> dict[str, Answer]:
    """What every public address answers."""
    found = {}
    for address in dict.fromkeys(addresses()):
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        found[address] = Answer(
            response.status_code,
            FORM_TOKEN.sub("", body.decode()),
            response.headers.get("ETag"),
            response.headers.get("Last-Modified"),
        )
    return found


def published() -> None:
    """Three guides that readers see, one leading to another."""
    for slug in ("architect", "platform-engineer", "signal-engineer"):
        content = a_content(
            title=slug.replace("-", " ").title(),
            moves=(MoveTo("architect", "up", "Next."),) if slug != "architect" else (),
        )
        role = actions.begin_shipped(slug=slug, content=content)
        actions.publish_shipped(role=role, content=content, sha256="a" * 64)


def secret(name: str) -> GuideContent:
    """A content with the secret in every field that holds words."""
    words = f"Zymurgistical {name}"
    return a_content(
        title=f"Zymurg Quokka {name}",
        level="executive",
        summary=f"You are {words}, for {{pay_median}}.",
        **{field: f"{words} in {field}." for field in ("work", "understand", "apart", "harder")},
        **{field: f"{words} in {field}." for field in ("ways_in", "position")},
        thrives=f"- {words}",
        hard_for=f"- {words}",
        sources=f"- [{words}](https://www.bls.gov/zymurg/)",
        reviewed_by=words,
        titles=("software-systems-engineer",),
        skills=(SkillWord("2.B.3.e", "pin", f"{words}."),),
        moves=(MoveTo("architect", "stretch", f"{words}."),),
    )


def begun(team: People, slug: str, state: VersionState, *, sent_back: bool = False) -> RoleVersion:
    """A draft with the secret, of a live guide or from nothing, brought to a state."""
    live = Role.objects.filter(slug=slug).first()
    version = actions.start_draft(
        role=live, by=team.contributor, reason=WHY, slug=slug, content=secret(slug.title())
    )
    if state == VersionState.REVIEW or sent_back:
        actions.submit(version=version, by=team.contributor)
    if sent_back:
        actions.send_back(version=version, by=team.editor, reason=WHY)
    if state == VersionState.DISCARDED:
        actions.discard(version=version, by=team.contributor, reason=WHY)
    version.refresh_from_db()
    return version


def hidden(team: People) -> None:
    """A version with the secret in every state that readers do not see."""
    begun(team, "zymurg-one", VersionState.DRAFT)
    begun(team, "zymurg-four", VersionState.DRAFT, sent_back=True)
    begun(team, "zymurg-five", VersionState.DISCARDED)
    begun(team, "signal-engineer", VersionState.DISCARDED)
    begun(team, "signal-engineer", VersionState.REVIEW)
    beside = begun(team, "platform-engineer", VersionState.DRAFT, sent_back=True)
    content = actions.content_of(beside)
    moved = a_content(
        title=content.title,
        moves=(MoveTo("zymurg-one", "up", WHY),),
        bans=(Ban("architect", WHY),),
    )
    actions.save_draft(version=beside, content=moved, revision=1, by=team.contributor)
    actions.share(version=beside, by=team.contributor)


def retired(team: People) -> None:
    """A guide with the secret that readers saw once, and a draft of it since."""
    version = actions.start_draft(
        role=None, by=team.editor, reason=WHY, slug=RETIRED, content=secret("Six")
    )
    actions.publish(version=version, by=team.editor, reason=WHY)
    role = Role.objects.get(slug=RETIRED)
    actions.retire(role=role, successor=None, reason=WHY, by=team.editor)
    begun(team, RETIRED, VersionState.DRAFT)


def own(found: dict[str, Answer]) -> dict[str, Answer]:
    """Answers without those made for one asking."""
    return {address: one for address, one in found.items() if not address.startswith(PRIVATE)}


def leaks(found: dict[str, Answer]) -> list[str]:
    """Addresses whose answer holds the secret, but for what was asked for by its name."""
    leaking = []
    for address, answer in found.items():
        text = answer.body.lower()
        for asked in (*HIDDEN, "zymurgistical", "zymurg"):
            if asked in address:
                text = text.replace(asked, "")
        if SECRET in text:
            leaking.append(address)
    return leaking


@pytest.fixture
def team(db: None) -> People:
    world = made.world()
    team = people()
    published()
    actions.refresh_all()
    assert world.title.slug == "software-systems-engineer"
    return team


def test_every_public_address_is_walked() -> None:
    assert all(isinstance(pattern, URLPattern) for pattern in urlpatterns)
    assert not [address for address in addresses() if "<" in address]


def test_nothing_changes_for_readers_whatever_is_not_published(
    client: Client, team: People
) -> None:
    before = walked(client)
    assert before["/careers/platform-engineer/"].status == 200
    assert before["/careers/zymurg-one/"].status == 404
    prepared = list(PreparedGuide.objects.order_by("pk").values())

    hidden(team)
    after = walked(client)
    assert leaks(after) == []
    assert own(after) == own(before)
    assert list(PreparedGuide.objects.order_by("pk").values()) == prepared

    actions.refresh_all()
    assert own(walked(client)) == own(before)


def test_caches_keep_what_readers_had(client: Client, team: People) -> None:
    kept = {
        address: answer.etag
        for address, answer in walked(client).items()
        if answer.status == 200 and answer.etag
    }
    assert "/careers/platform-engineer/" in kept
    hidden(team)
    for address, etag in kept.items():
        response = client.get(address, headers={"if-none-match": etag or ""})
        assert response.status_code == 304, address


def test_drafts_answer_as_what_never_was(client: Client, team: People) -> None:
    hidden(team)
    actions.refresh_all()
    for suffix in ("/", ".json", "/working/", "/places/", "/places.csv", "/in/metro-0041940/"):
        for slug in HIDDEN:
            never = "never-" + "w" * (len(slug) - 6)
            drafted = client.get(f"/careers/{slug}{suffix}")
            nothing = client.get(f"/careers/{never}{suffix}")
            assert drafted.status_code == nothing.status_code == 404
            spoken = slug.replace("-", " "), never.replace("-", " ")
            text = drafted.content.decode().replace(slug, never).replace(*spoken)
            assert text == nothing.content.decode(), (slug, suffix)


def test_retired_guide_leaves_nothing_but_its_own_address(client: Client, team: People) -> None:
    before = walked(client)
    retired(team)
    after = walked(client)
    assert leaks(after) == []
    assert {address: one.body for address, one in own(after).items()} == {
        address: one.body for address, one in own(before).items()
    }
    for suffix in ("/", ".json", "/working/", "/places/", "/in/metro-0041940/"):
        response = client.get(f"/careers/{RETIRED}{suffix}")
        assert response.status_code == 410, suffix
        text = response.content.decode().lower().replace(RETIRED, "")
        assert "zymurgistical" not in text, suffix
    actions.refresh_all()
    assert leaks(walked(client)) == []


def test_walk_finds_what_is_published(client: Client, team: People) -> None:
    version = begun(team, "zymurg-one", VersionState.REVIEW)
    actions.publish(version=version, by=team.editor, reason=WHY)
    found = leaks(walked(client))
    for address in (
        "/careers/",
        "/sectors/engineering/",
        "/search/?q=engineer",
        "/sitemap-guides.xml",
        "/careers/platform-engineer/",
    ):
        assert address in found, address
