"""A small world of published facts, enough for every part of a career page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from careers import actions
from careers.models import (
    NATION,
    Area,
    Attainment,
    CrosswalkEntry,
    Element,
    ElementMean,
    JobTitle,
    JobZone,
    MatrixOccupation,
    Occupation,
    PriceParity,
    Projection,
    Rating,
    Release,
    Role,
    RoleOccupation,
    RoleTitle,
    Sector,
    SectorGroup,
    SocGroup,
    Status,
    TitleOccupation,
    Wage,
)

CODES = {
    "15-1252": ("Software developers", 1_693_800, 15.8, 115_200),
    "15-1253": ("Software quality assurance analysts and testers", 201_700, 10.0, 14_000),
    "15-1299": ("Computer occupations, all other", 472_000, 8.2, 31_300),
    "27-2011": ("Actors", 57_000, 0.5, 6_700),
}
OCCUPATIONS = {
    "15-1252.00": "Software Developers",
    "15-1253.00": "Software Quality Assurance Analysts and Testers",
    "15-1299.08": "Computer Systems Engineers/Architects",
    "27-2011.00": "Actors",
}
NATIONAL = {
    "May 2024": {
        "15-1252": (1_654_440, 79_850, 103_050, 133_080, 169_000, 211_450),
        "15-1253": (199_800, 60_690, 79_520, 102_610, 131_870, 166_960),
        "15-1299": (439_380, 52_650, 76_360, 108_970, 147_530, 176_800),
    },
    "May 2025": {
        "15-1252": (1_687_890, 82_460, 105_210, 135_980, 171_980, 214_670),
        "15-1253": (186_740, 61_440, 80_310, 104_300, 133_180, 167_010),
        "15-1299": (435_370, 55_940, 79_370, 116_580, 157_500, 188_470),
    },
}
ACTORS_HOURLY = (16.50, 20.34, 29.05, 97.95, 143.68)
INTERESTS = {
    "Realistic": 4.02,
    "Investigative": 5.8,
    "Artistic": 1.97,
    "Social": 1.82,
    "Enterprising": 2.08,
    "Conventional": 5.52,
}
METROS = {
    "0041940": ("San Jose-Sunnyvale-Santa Clara, CA", 37.339, -121.895, 110.4, 1.5),
    "0042660": ("Seattle-Tacoma-Bellevue, WA", 47.606, -122.332, 111.1, 1.3),
    "0035620": ("New York-Newark-Jersey City, NY-NJ", 40.755, -73.983, 112.6, 1.2),
    "0026420": ("Houston-Pasadena-The Woodlands, TX", 29.763, -95.363, 98.6, 1.0),
    "0046520": ("Urban Honolulu, HI", 21.307, -157.858, 111.0, 0.9),
    "0011260": ("Anchorage, AK", 61.218, -149.900, 85.0, 0.8),
    "0041980": ("San Juan-Bayamon-Caguas, PR", 18.466, -66.106, None, 0.6),
}
"""Name, latitude, longitude, price level, and pay as a part of the nation's."""


@dataclass(frozen=True, slots=True)
class World:
    """What tests start from."""

    wages: Release
    earlier_wages: Release
    onet: Release
    sector: Sector
    title: JobTitle


def release(source: str, name: str, period: dt.date, **fields: object) -> Release:
    """A complete release of a source."""
    return Release.objects.create(
        source=source,
        name=name,
        period=period,
        complete=True,
        file_name="excerpt",
        sha256="0" * 64,
        imported_at=timezone.now(),
        **fields,
    )


def world() -> World:
    """Three computing codes with areas, an hourly-only one, and the title filed under three."""
    onet = release("onet", "30.1", dt.date(2025, 12, 1))
    projections = release("projections", "2024–34", dt.date(2024, 1, 1))
    earlier = release("oews", "May 2024", dt.date(2024, 5, 1))
    caps = {"annual_cap": 239_200, "hourly_cap": 115.0}
    wages = release("oews", "May 2025", dt.date(2025, 5, 1), scope="areas", details=caps)
    _classification(release("crosswalk", "2023", dt.date(2023, 9, 1)), onet)
    _statistics(projections, release("attainment", "2022–32", dt.date(2022, 1, 1)))
    _wages({"May 2024": earlier, "May 2025": wages})
    _areas(wages, release("parities", "2024", dt.date(2024, 1, 1), details={"year": 2024}))
    _ratings(onet)
    sector = Sector.objects.create(slug="engineering", name="Engineering", summary="Building.")
    SectorGroup.objects.create(sector=sector, group_id="15-0000")
    filed = ("15-1252.00", "15-1253.00", "15-1299.08")
    return World(wages, earlier, onet, sector, title("Software Systems Engineer", filed, onet))


def title(name: str, codes: tuple[str, ...], onet: Release) -> JobTitle:
    """A job title filed under occupations."""
    made = JobTitle.objects.create(slug=name.lower().replace(" ", "-"), title=name)
    TitleOccupation.objects.bulk_create(
        TitleOccupation(
            release=onet,
            job_title=made,
            occupation_id=code,
            is_official=False,
            is_reported=False,
        )
        for code in codes
    )
    return made


def saved(role: Role) -> Role:
    """A guide saved as it is, without versions, its HTML made anew."""
    role.html = actions.role_html(role)
    role.save()
    return role


def guide(world: World, **fields: object) -> Role:
    """A published guide over the three computing occupations that answers for the title."""
    values: dict[str, object] = {
        "slug": "software-systems-engineer",
        "title": "Software Systems Engineer",
        "sector": world.sector,
        "level": "mid",
        "status": Status.PUBLISHED,
        "summary": "You keep the machines below others' software honest, for {pay_median}.",
        "work": "You read logs before you write code.",
        "understand": "How memory is shared out.",
        "apart": "Your users are engineers.",
        "harder": "Nobody notices when it works.",
        "thrives": "- You like a puzzle.\n- You write things down.",
        "hard_for": "- You want applause.",
        "ways_in": "Bring one thing you built.",
        "position": "Below an architect.",
        "sources": "- [Handbook](https://www.bls.gov/ooh/)",
    }
    role = Role(**(values | fields))
    saved(role)
    for code in ("15-1252.00", "15-1253.00", "15-1299.08"):
        RoleOccupation.objects.create(role=role, occupation_id=code, reason="Filed there.")
    if role.slug == world.title.slug and role.status == Status.PUBLISHED:
        RoleTitle.objects.create(role=role, job_title=world.title)
    actions.refresh_roles(roles=[role])
    return role


def _classification(crosswalk: Release, onet: Release) -> None:
    groups = {"15-0000": "Computer and Mathematical", "27-0000": "Arts, Design and Media"}
    for code, name in groups.items():
        SocGroup.objects.create(code=code, title=name, level="major")
    MatrixOccupation.objects.create(code="00-0000", title="All occupations", is_line_item=False)
    for code, (name, *_) in CODES.items():
        SocGroup.objects.create(code=code, title=name, level="detailed")
        MatrixOccupation.objects.create(code=code, title=name, is_line_item=True)
    for code, name in OCCUPATIONS.items():
        Occupation.objects.create(code=code, title=name, soc_id=code[:7])
        CrosswalkEntry.objects.create(release=crosswalk, occupation_id=code, matrix_id=code[:7])
        JobZone.objects.create(release=onet, occupation_id=code, zone=4)


def _statistics(projections: Release, attainment: Release) -> None:
    rows = {code: row[1:] for code, row in CODES.items()} | {"00-0000": (169_956_100, 3.1, None)}
    for code, (jobs, growth, openings) in rows.items():
        Projection.objects.create(
            release=projections,
            matrix_id=code,
            base_employment=jobs,
            projected_employment=round(jobs * (1 + growth / 100)),
            growth_percent=growth,
            openings=openings,
            entry_education="Bachelor's degree",
            work_experience="None",
            training="None",
        )
    for code in CODES:
        Attainment.objects.create(
            release=attainment,
            matrix_id=code,
            less_than_high_school=1,
            high_school=4,
            some_college=10,
            associate=6,
            bachelor=49,
            master=27,
            doctoral=3,
        )


def _wages(releases: dict[str, Release]) -> None:
    Area.objects.create(code=NATION, kind="national", name="National", slug="nation")
    for name, rows in NATIONAL.items():
        for code, (jobs, *annual) in rows.items():
            _wage(releases[name], NATION, code, jobs, annual)
    Wage.objects.create(
        release=releases["May 2025"],
        area_id=NATION,
        code="27-2011",
        employment=55_000,
        flags="A4",
        **dict(zip(("h10", "h25", "h50", "h75", "h90"), ACTORS_HOURLY, strict=True)),
    )


def _wage(release: Release, area: str, code: str, jobs: int, annual: list[int]) -> None:
    Wage.objects.create(
        release=release,
        area_id=area,
        code=code,
        employment=jobs,
        **dict(zip(("a10", "a25", "a50", "a75", "a90"), annual, strict=True)),
    )


def _areas(wages: Release, parities: Release) -> None:
    """Seven metros that publish all codes, and one that lacks the third."""
    for code, (name, latitude, longitude, parity, factor) in METROS.items():
        Area.objects.create(
            code=code,
            kind="metro",
            name=name,
            slug=f"metro-{code}",
            latitude=latitude,
            longitude=longitude,
        )
        if parity is not None:
            PriceParity.objects.create(
                release=parities, area_id=code, line=1, year=2024, value=parity
            )
        for place, (matrix, row) in enumerate(NATIONAL["May 2025"].items()):
            pay = [round(wage * factor) for wage in row[1:]]
            _wage(wages, code, matrix, round(1_000 * factor) + place, pay)
    Area.objects.create(code="0010180", kind="metro", name="=Abilene, TX", slug="abilene")
    _wage(wages, "0010180", "15-1252", 40, list(NATIONAL["May 2025"]["15-1252"][1:]))


def _ratings(onet: Release) -> None:
    for letter, (name, value) in zip("abcdef", INTERESTS.items(), strict=True):
        _element(onet, f"1.B.1.{letter}", name, "interest", "OI", value, 3.0)
    _element(onet, "2.A.1.a", "Reading Comprehension", "skill", "IM", 3.8, 3.3)
    _element(onet, "2.B.3.e", "Programming", "skill", "IM", 3.7, 1.6)
    _element(onet, "2.C.3.a", "Computers & Electronics", "knowledge", "IM", 4.8, 3.0)
    _element(onet, "1.B.2.a", "Achievement", "value", "EX", 5.3, 4.0)
    _element(onet, "1.D.1.a", "Attention to Detail", "style", "WI", 2.6, 1.9)


def _element(
    onet: Release, code: str, name: str, domain: str, scale: str, value: float, mean: float
) -> None:
    element = Element.objects.create(code=code, name=name, domain=domain)
    ElementMean.objects.create(
        release=onet, element=element, scale=scale, mean=mean, occupations=894
    )
    for occupation in ("15-1252.00", "15-1253.00", "15-1299.08"):
        Rating.objects.create(
            release=onet,
            occupation_id=occupation,
            element=element,
            scale=scale,
            value=value,
            suppress=False,
            not_relevant=False,
        )
