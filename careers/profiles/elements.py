"""The rated descriptors that have pages: their groups, and the address of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import slugify

from careers.models import Domain, Element
from careers.profiles.ratings import FAMILIES

GROUPS: tuple[tuple[str, str], ...] = (
    ("2.A.1.", "Language, numbers and science"),
    ("2.A.2.", "Thinking and learning"),
    ("2.B.1.", "Working with people"),
    ("2.B.2.", "Solving hard problems"),
    ("2.B.3.", "Technical work"),
    ("2.B.4.", "Judging how a whole system works"),
    ("2.B.5.", "Managing time, money, things and people"),
    ("2.C.1.", "Business and offices"),
    ("2.C.2.", "Making goods and growing food"),
    ("2.C.3.", "Engineering and building"),
    ("2.C.4.", "Mathematics and the sciences"),
    ("2.C.5.", "Health"),
    ("2.C.6.", "Teaching"),
    ("2.C.7.", "Languages, arts and ideas"),
    ("2.C.8.", "Law and public safety"),
    ("2.C.9.", "Communications"),
    ("2.C.10.", "Transport"),
    ("1.A.1.", "Abilities of the mind"),
    ("1.A.2.", "Abilities of hand and eye"),
    ("1.A.3.", "Strength, stamina and balance"),
    ("1.A.4.", "Sight, hearing and speech"),
    ("4.A.1.", "Finding things out"),
    ("4.A.2.", "Working things out"),
    ("4.A.3.", "Getting things done"),
    ("4.A.4.", "Dealing with others"),
    ("1.D.", "Work styles"),
)
"""Groups of descriptors in reading order, in our words, by how their codes begin."""


@dataclass(frozen=True, slots=True)
class ElementRow:
    """A descriptor with a page: `summary` is empty where it has no words of ours.

    `label` is the name with its domain where two descriptors share it: "Mathematics (skill)".
    """

    code: str
    name: str
    label: str
    domain: str
    group: str
    slug: str
    summary: str

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("skill", args=[self.slug])

    @property
    def domain_text(self) -> str:
        """What kind of descriptor it is: "skill", "work activity"."""
        return str(Domain(self.domain).label)


def element_rows() -> list[ElementRow]:
    """Every descriptor that has a page, in the order of groups and codes; one query.

    The address is that of its words; without words it is made of the name, and of name and
    domain where another descriptor has that address or that name.
    """
    found = list(
        Element.objects.filter(domain__in=FAMILIES)
        .order_by("code")
        .values_list("code", "name", "domain", "words__slug", "words__summary")
    )
    names = Counter(name for _, name, *_ in found)
    own = {slug for *_, slug, _ in found if slug}
    unworded = Counter(slugify(name) for _, name, _, slug, _ in found if not slug)
    rows = []
    for code, name, domain, slug, summary in found:
        made = slugify(name)
        made = f"{made}-{domain}" if made in own or unworded[made] > 1 else made
        rows.append(
            ElementRow(
                code=code,
                name=name,
                label=f"{name} ({Domain(domain).label})" if names[name] > 1 else name,
                domain=domain,
                group=group_of(code),
                slug=slug or made,
                summary=summary or "",
            )
        )
    places = {group: place for place, (_, group) in enumerate(GROUPS)}
    return sorted(rows, key=lambda row: places.get(row.group, len(places)))


def group_of(code: str) -> str:
    """The group that a code begins like; "Others" where it begins like none."""
    return next((group for start, group in GROUPS if f"{code}.".startswith(start)), "Others")


def by_group(rows: Iterable[ElementRow]) -> dict[str, list[ElementRow]]:
    """The rows by group, both in the order given."""
    groups: dict[str, list[ElementRow]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return groups
