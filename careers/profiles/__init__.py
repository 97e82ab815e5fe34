"""What a page knows of a role, a title or an occupation."""

from careers.profiles.build import (
    for_occupation,
    for_role,
    for_title,
    is_ambiguous,
)
from careers.profiles.prose import TOKENS, plain_summary, prose, unknown_tokens
from careers.profiles.sectors import SectorTotals, sector_of_group, sector_totals
from careers.profiles.types import Figure, Figures, Profile, Working
from careers.profiles.working import working

__all__ = [
    "TOKENS",
    "Figure",
    "Figures",
    "Profile",
    "SectorTotals",
    "Working",
    "for_occupation",
    "for_role",
    "for_title",
    "is_ambiguous",
    "plain_summary",
    "prose",
    "sector_of_group",
    "sector_totals",
    "unknown_tokens",
    "working",
]
