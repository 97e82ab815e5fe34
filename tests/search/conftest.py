"""A job market of a dozen occupations, large and small, to try the rules of the order on."""

import datetime as dt
from collections.abc import Callable

import pytest

from careers import search
from careers.models import (
    Area,
    CrosswalkEntry,
    Element,
    ElementWords,
    JobTitle,
    MatrixOccupation,
    Occupation,
    OccupationWords,
    Projection,
    Release,
    Role,
    RoleOccupation,
    RoleTitle,
    Sector,
    SocGroup,
    Status,
    TechnologyUse,
    TitleName,
    TitleOccupation,
)
from tests.views.made import release, saved

OCCUPATIONS = {
    "11-1021.00": ("General and Operations Managers", 3_700_000),
    "11-9199.00": ("Managers, All Other", 1_300_000),
    "15-1252.00": ("Software Developers", 1_700_000),
    "17-2141.00": ("Mechanical Engineers", 290_000),
    "19-3051.00": ("Urban and Regional Planners", 43_000),
    "25-4012.00": ("Curators", 15_000),
    "29-1123.00": ("Physical Therapists", 270_000),
    "29-1141.00": ("Registered Nurses", 3_400_000),
    "29-1141.03": ("Critical Care Nurses", 0),
    "29-2053.00": ("Psychiatric Technicians", 140_000),
    "33-3051.00": ("Police Patrol Officers", 670_000),
    "35-1011.00": ("Chefs and Head Cooks", 190_000),
    "39-2021.00": ("Animal Caretakers", 400_000),
    "43-6014.00": ("Secretaries and Administrative Assistants", 1_800_000),
    "47-2111.00": ("Electricians", 820_000),
    "53-3032.00": ("Heavy and Tractor-Trailer Truck Drivers", 2_200_000),
}
TITLES = {
    "Accountant": ("11-9199.00",),
    "Chef": ("35-1011.00",),
    "Collections Manager": ("25-4012.00",),
    "E-Commerce Manager": ("11-9199.00",),
    "Electrician": ("47-2111.00",),
    "Electrician Helper": ("47-2111.00",),
    "Licensed Electrician": ("47-2111.00",),
    "Manager": ("11-9199.00",),
    "Museum Manager": ("25-4012.00",),
    "Night Manager": ("11-1021.00",),
    "Office Manager": ("11-1021.00",),
    "Planer Operator": ("47-2111.00",),
    "Police": ("43-6014.00",),
    "Psychiatric Technician": ("29-2053.00",),
    "Registered Nurse": ("29-1141.00",),
    "Senior Software Engineer": ("15-1252.00",),
    "Software Engineer": ("15-1252.00",),
    "Store Manager": ("11-1021.00",),
    "Systems Engineer": ("15-1252.00",),
    "Truck Driver": ("53-3032.00",),
    "Vice President of Sales": ("11-1021.00",),
    "HVAC Tech": ("47-2111.00",),
    "Medical Records Clerk": ("43-6014.00",),
    "Silk Screen Repairer": ("47-2111.00",),
    "Starch Cooker": ("43-6014.00",),
    "Cattle Buyer": ("11-9199.00",),
    **{f"{kind} Planner": ("19-3051.00",) for kind in ("Urban", "City", "Park", "Land")},
}
NAMES = (
    ("registered-nurse", "RN", True),
    ("physical-therapists", "PT", True),
    ("psychiatric-technician", "PT", False),
    ("truck-driver", "Tractor Operator", True),
)
WORDS = {
    "17-2141.00": ("Designs machines.", "solidworks, look at stars"),
    "33-3051.00": ("Keeps the peace.", "police"),
    "35-1011.00": ("Runs a kitchen.", "chef"),
    "29-1141.00": ("Gives medicines and watches patients.", "nurse, take care of sick people"),
    "39-2021.00": ("Feeds and walks animals in kennels.", "dog walker, work with animals, zoo"),
    "53-3032.00": ("Hauls freight over long distances outdoors.", "trucker, drive a big truck"),
}
AREAS = (
    ("4800000", "state", "Texas", "texas", "TX"),
    ("0600000", "state", "California", "california", "CA"),
    ("0041940", "metro", "San Jose-Sunnyvale-Santa Clara, CA", "san-jose", "CA"),
    ("0033660", "metro", "Mobile, AL", "mobile-al", "AL"),
    ("2300000", "state", "Maine", "maine", "ME"),
    ("4100000", "state", "Oregon", "oregon", "OR"),
    ("4000000", "state", "Oklahoma", "oklahoma", "OK"),
    ("2200000", "state", "Louisiana", "louisiana", "LA"),
    ("4200000", "state", "Pennsylvania", "pennsylvania", "PA"),
    ("0038860", "metro", "Portland-South Portland, ME", "portland-me", "ME"),
    ("0031080", "metro", "Los Angeles, CA", "los-angeles-long-beach-anaheim-ca", "CA"),
    ("0034980", "metro", "Nashville, TN", "nashville-tn", "TN"),
)
TECHNOLOGIES = (
    *("C", "C++", "C#", "Chef", "Dassault Systemes SolidWorks", "Epic Systems", "Microsoft Excel"),
    *("Amazon Web Services AWS software", "Microsoft .NET Framework", "Python"),
)
Find = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def market(db: None) -> None:
    """Occupations, titles, names, words, a sector, skills, places and a technology, indexed."""
    onet = release("onet", "30.1", dt.date(2025, 12, 1))
    crosswalk = release("crosswalk", "2023", dt.date(2023, 9, 1))
    projections = release("projections", "2024–34", dt.date(2024, 1, 1))
    for code, (title, jobs) in OCCUPATIONS.items():
        matrix, _ = MatrixOccupation.objects.get_or_create(
            code=code[:7], defaults={"title": title, "is_line_item": True}
        )
        SocGroup.objects.get_or_create(code=code[:7], defaults={"title": title})
        Occupation.objects.create(code=code, title=title, soc_id=code[:7])
        CrosswalkEntry.objects.create(release=crosswalk, occupation_id=code, matrix=matrix)
        if jobs:
            Projection.objects.create(
                release=projections,
                matrix=matrix,
                base_employment=jobs,
                projected_employment=jobs,
                growth_percent=1,
            )
        _title(title, (code,), onet, is_official=True)
    for title, codes in TITLES.items():
        _title(title, codes, onet)
    for slug, name, redirects in NAMES:
        TitleName.objects.create(
            release=onet, job_title_id=slug, name=name, slug=name.lower(), redirects=redirects
        )
    for code, (summary, everyday) in WORDS.items():
        OccupationWords.objects.create(occupation_id=code, summary=summary, everyday=everyday)
    _others(onet)
    search.rebuild()


def _title(name: str, codes: tuple[str, ...], onet: Release, *, is_official: bool = False) -> None:
    slug = name.lower().replace(",", "").replace(" ", "-")
    JobTitle.objects.get_or_create(slug=slug, defaults={"title": name})
    for code in codes:
        TitleOccupation.objects.create(
            release=onet,
            job_title_id=slug,
            occupation_id=code,
            is_official=is_official,
            is_reported=False,
        )


def _others(onet: Release) -> None:
    Sector.objects.create(slug="health-care", name="Health Care", summary="Looking after people.")
    Element.objects.create(code="2.B.3.e", name="Programming", domain="skill")
    ElementWords.objects.create(
        element_id="2.B.3.e", slug="programming", summary="Telling machines.", everyday="coding"
    )
    for code, kind, name, slug, state in AREAS:
        Area.objects.create(code=code, kind=kind, name=name, slug=slug, state_abbr=state)
    for example in TECHNOLOGIES:
        TechnologyUse.objects.create(
            release=onet,
            occupation_id="15-1252.00",
            example=example,
            commodity_code="1",
            commodity="Software",
            hot=True,
            in_demand=True,
        )


@pytest.fixture
def make_guide(market: None) -> Callable[..., Role]:
    """Return a function that saves and indexes a guide."""

    def make(
        title: str,
        *,
        answers: tuple[str, ...] = (),
        codes: tuple[str, ...] = ("29-1141.00",),
        status: str = Status.PUBLISHED,
        work: str = "",
    ) -> Role:
        slug = title.lower().replace(" ", "-")
        role = Role(title=title, slug=slug, sector_id="health-care", level="mid", status=status)
        role.summary, role.work = "You do the work.", work
        saved(role)
        for code in codes:
            RoleOccupation.objects.create(role=role, occupation_id=code, reason="It is the work.")
        for name in answers:
            RoleTitle.objects.create(role=role, job_title_id=name)
        search.index_roles([role])
        return role

    return make


@pytest.fixture
def find(market: None) -> Find:
    """Return a function that searches and gives kind and key of every result, nearest first."""

    def ask(text: str) -> list[tuple[str, str]]:
        found = search.find(search.parse(text))
        return [(str(hit.kind.value), hit.key) for hit in search.hits(found.matches)]

    return ask
