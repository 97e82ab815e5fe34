"""What a page knows of a role, a title or an occupation: frozen dataclasses, ready to show.

Numbers are kept as they are; `text` properties give them as people read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from careers.mixture import SimpleFigures
from careers.models import CurrentReleases
from careers.profiles import wording

PUBLISHED = "published"
AT_LEAST = "at_least"
SUPPRESSED = "suppressed"
NOT_PUBLISHED = "not_published"
DERIVED = "derived"

STATUS_WORDS = {
    PUBLISHED: "as published",
    AT_LEAST: "at least",
    SUPPRESSED: "withheld by the source",
    NOT_PUBLISHED: "not published",
    DERIVED: "worked out from several published figures",
}
"""Each status as a reader is told it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with all that one needs to trust it; `value` is None where there is none.

    `unit` is one of "dollars a year", "dollars an hour", "jobs", "jobs a year", "percent".
    """

    value: float | None
    unit: str
    status: str
    method: str
    releases: tuple[str, ...]

    @property
    def text(self) -> str:
        """Rounded for prose and tiles: $130K, 14%, 2.37 million; a dash where absent."""
        if self.value is None:
            return "—"
        if self.unit.startswith("dollars"):
            return wording.dollars(self.value) + ("+" if self.status == AT_LEAST else "")
        if self.unit == "percent":
            return wording.whole_percent(self.value)
        return wording.people(self.value)

    @property
    def exact(self) -> str:
        """For tables: to the dollar, the job or the tenth of a per cent."""
        if self.value is None:
            return "—"
        if self.unit.startswith("dollars"):
            return wording.dollars_exact(self.value) + ("+" if self.status == AT_LEAST else "")
        if self.unit == "percent":
            return f"{self.value:.1f}%".replace("-", "−")
        return f"{self.value:,.0f}"

    @property
    def status_words(self) -> str:
        """The status as a reader is told it."""
        return STATUS_WORDS[self.status]

    @property
    def source(self) -> str:
        """The releases it comes from, in a sentence: "OEWS May 2025"."""
        return wording.listed(list(self.releases))

    def as_data(self) -> dict[str, object]:
        """The figure as the JSON twin gives it."""
        return {
            "value": self.value,
            "unit": self.unit,
            "status": self.status,
            "method": self.method,
            "releases": list(self.releases),
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """The merged figures of a page. Annual from annual wages, hourly from hourly."""

    jobs: Figure
    growth: Figure
    openings: Figure
    annual: tuple[Figure, ...]
    hourly: tuple[Figure, ...]

    @property
    def median(self) -> Figure:
        """Middle pay a year."""
        return self.annual[2]

    @property
    def low(self) -> Figure:
        """The 10th percentile of pay a year."""
        return self.annual[0]

    @property
    def high(self) -> Figure:
        """The 90th percentile of pay a year."""
        return self.annual[4]

    @property
    def shown_pay(self) -> tuple[Figure, ...]:
        """Annual pay, or hourly where only that is published."""
        if self.median.value is None and self.hourly[2].value is not None:
            return self.hourly
        return self.annual

    @property
    def growth_word(self) -> str:
        """BLS's word for the growth, empty where there is none."""
        return "" if self.growth.value is None else wording.growth_word(self.growth.value)


@dataclass(frozen=True, slots=True)
class OccupationRow:
    """An occupation of the page, and the code at which BLS counts it.

    `summary` is our own sentence on what people do there; empty where there is none.
    """

    code: str
    title: str
    matrix_code: str | None
    matrix_title: str
    zone: int | None
    rated: bool
    ooh_title: str
    ooh_url: str
    summary: str = ""
    share: float | None = None
    reason: str = ""

    @property
    def is_combined(self) -> bool:
        """Whether BLS counts it only with other codes of its group."""
        return self.matrix_code is not None and self.matrix_code != self.code[:7]


@dataclass(frozen=True, slots=True)
class CodeRow:
    """What is published for one matrix occupation, and its weight on the page.

    Percentiles are of the newest national release; `weight` is wage and salary jobs (base-year
    jobs where OEWS gives none) times the editor's share, `share_of_weight` its part of 1.
    """

    code: str
    title: str
    is_residual: bool
    base_employment: int | None
    growth_percent: float | None
    openings: int | None
    entry_education: str
    work_experience: str
    training: str
    wage_jobs: int | None
    annual: tuple[float | None, ...]
    annual_capped: tuple[bool, ...]
    hourly: tuple[float | None, ...]
    hourly_capped: tuple[bool, ...]
    share: float
    weight: float
    share_of_weight: float
    share_of_jobs: float | None


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A rated descriptor: importance from 1 to 5 and the mean over all rated occupations.

    `slug` is the address of its page among the skills, empty where it has no words of ours.
    """

    element: str
    name: str
    domain: str
    importance: float
    mean: float
    pinned: bool = False
    slug: str = ""

    @property
    def difference(self) -> float:
        """How far above the mean of all occupations."""
        return self.importance - self.mean

    @property
    def importance_text(self) -> str:
        """One decimal."""
        return f"{self.importance:.1f}"

    @property
    def mean_text(self) -> str:
        """One decimal."""
        return f"{self.mean:.1f}"

    @property
    def difference_text(self) -> str:
        """One decimal with its sign."""
        return f"{self.difference:+.1f}".replace("-", "−")

    @property
    def percent(self) -> int:
        """Where the importance lies on its scale from 1 to 5, in per cent, for a bar."""
        return round((self.importance - 1) / 4 * 100)


@dataclass(frozen=True, slots=True)
class ScaleRow:
    """An interest or a work value with its strength on a scale from `least` to `most`."""

    element: str
    name: str
    letter: str
    value: float
    least: float
    most: float

    @property
    def text(self) -> str:
        """One decimal."""
        return f"{self.value:.1f}"

    @property
    def percent(self) -> int:
        """Where it lies on its scale, in per cent."""
        return round((self.value - self.least) / (self.most - self.least) * 100)


@dataclass(frozen=True, slots=True)
class EducationLevel:
    """A level of schooling and the share of workers who hold just that, in percent."""

    name: str
    percent: float

    @property
    def text(self) -> str:
        """Whole per cent."""
        return wording.whole_percent(self.percent)


@dataclass(frozen=True, slots=True)
class EntryEducation:
    """BLS's typical entry education, and the share of the jobs it is named for, in percent."""

    name: str
    percent: float
    experience: str
    training: str

    @property
    def text(self) -> str:
        """Whole per cent."""
        return wording.whole_percent(self.percent)


@dataclass(frozen=True, slots=True)
class Education:
    """Schooling of the people in the work: attainment by level, lowest first, and entry."""

    levels: tuple[EducationLevel, ...]
    sentence: str
    short: str
    entry: tuple[EntryEducation, ...]
    source: str
    entry_source: str


@dataclass(frozen=True, slots=True)
class PayYear:
    """National pay and jobs of one wage release; a point, not part of a trend."""

    name: str
    year: int
    low: Figure
    median: Figure
    high: Figure
    wage_jobs: int | None


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Pay in one area. `missing` says what keeps it out of the ranking; empty where nothing.

    Pay is dollars a year, or an hour where `PlaceTable.unit` says so. `parity` is the price
    level (nation 100), `real` the median at the nation's prices: median × 100 / parity.
    `at_least` says of low, median and high whether the true figure may be higher.
    """

    code: str
    name: str
    slug: str
    kind: str
    state: str
    jobs: int | None
    low: float | None
    median: float | None
    high: float | None
    at_least: Sequence[bool]
    parity: float | None
    latitude: float | None
    longitude: float | None
    missing: str

    @property
    def real(self) -> float | None:
        """Median pay at the nation's prices."""
        if self.median is None or self.parity is None:
            return None
        return self.median * 100 / self.parity

    def _text(self, value: float | None, place: int) -> str:
        if value is None:
            return "—"
        return wording.dollars(value) + ("+" if self.at_least[place] else "")

    @property
    def low_text(self) -> str:
        """As in prose."""
        return self._text(self.low, 0)

    @property
    def median_text(self) -> str:
        """As in prose."""
        return self._text(self.median, 1)

    @property
    def high_text(self) -> str:
        """As in prose."""
        return self._text(self.high, 2)

    @property
    def real_text(self) -> str:
        """As in prose."""
        return self._text(self.real, 1)

    @property
    def jobs_text(self) -> str:
        """As in prose."""
        return "—" if self.jobs is None else wording.people(self.jobs)

    @property
    def parity_text(self) -> str:
        """One decimal; 100 is the nation."""
        return "—" if self.parity is None else f"{self.parity:.1f}"


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """All areas that publish anything for the page's codes: ranked ones first, by jobs."""

    rows: tuple[PlaceRow, ...]
    unit: str
    wages_source: str
    parity_source: str
    parity_year: int | None

    @property
    def ranked(self) -> list[PlaceRow]:
        """Those that publish pay and employment for every code."""
        return [row for row in self.rows if not row.missing]

    @property
    def unranked(self) -> list[PlaceRow]:
        """The others, by name, each with what is missing."""
        return [row for row in self.rows if row.missing]


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology, the address of its page among the technologies, and the source's marks."""

    name: str
    slug: str
    commodity: str
    hot: bool
    in_demand: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A typed move from this guide to another, the editor's or proposed by the data."""

    kind: str
    kind_text: str
    title: str
    url: str
    level: str
    reason: str


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A related guide or occupation with the reason it is one."""

    title: str
    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a career page shows besides the editors' prose.

    `kind` is "role", "title", "ambiguous" or "occupation". An ambiguous title has no merged
    figures: `alternatives` holds a profile for each of its occupations instead.
    """

    kind: str
    slug: str
    title: str
    url: str
    occupations: tuple[OccupationRow, ...]
    codes: tuple[CodeRow, ...]
    releases: CurrentReleases
    figures: Figures | None
    important_skills: tuple[SkillRow, ...] = ()
    core_skills: tuple[SkillRow, ...] = ()
    distinctive: tuple[SkillRow, ...] = ()
    knowledge: tuple[SkillRow, ...] = ()
    styles: tuple[ScaleRow, ...] = ()
    interests: tuple[ScaleRow, ...] = ()
    values: tuple[ScaleRow, ...] = ()
    education: Education | None = None
    history: tuple[PayYear, ...] = ()
    average_growth: float | None = None
    places: PlaceTable | None = None
    technologies: tuple[Technology, ...] = ()
    moves: tuple[Move, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    notes: tuple[str, ...] = ()
    alternatives: tuple[OccupationCard, ...] = ()

    @property
    def holland_code(self) -> str:
        """The three strongest interests as letters, e.g. "ICR"; empty where not rated."""
        return "".join(row.letter for row in self.interests[:3])

    @property
    def zones(self) -> list[int]:
        """The distinct job zones of the occupations, lowest first."""
        return sorted({row.zone for row in self.occupations if row.zone is not None})


@dataclass(frozen=True, slots=True)
class OccupationCard:
    """One meaning of an ambiguous title, with its own figures."""

    occupation: OccupationRow
    url: str
    figures: Figures
    group: str


@dataclass(frozen=True, slots=True)
class LeaveOneOut:
    """The figures of one code alone, and the merged ones without it (None where it is all)."""

    code: CodeRow
    alone: Figures
    without: Figures | None


@dataclass(frozen=True, slots=True)
class Working:
    """How the page's figures were worked out, for "how was this worked out?".

    `simple` is the reference rule on the release named `simple_release`; `simple_choices` are the
    releases it can be asked for, as (primary key, name). `left_out` says which codes have no part
    in which figure, and why.
    """

    rows: tuple[LeaveOneOut, ...]
    left_out: tuple[str, ...]
    simple: SimpleFigures
    simple_release: str
    simple_choices: tuple[tuple[int, str], ...]
