"""Facts: searchable, read-only."""

from __future__ import annotations

from django.contrib import admin

from careers.admin.readonly import ReadOnlyAdmin
from careers.models import (
    Area,
    Attainment,
    CrosswalkEntry,
    Element,
    ElementMean,
    JobZone,
    MatrixOccupation,
    Occupation,
    PriceParity,
    Projection,
    Rating,
    RelatedOccupation,
    Skill,
    SocGroup,
    Task,
    TechnologyUse,
    TitleName,
    TitleOccupation,
    Wage,
)


@admin.register(SocGroup)
class SocGroupAdmin(ReadOnlyAdmin):
    """The Standard Occupational Classification."""

    list_display = ("code", "title", "level")
    list_filter = ("level",)
    search_fields = ("code", "title")


@admin.register(MatrixOccupation)
class MatrixOccupationAdmin(ReadOnlyAdmin):
    """The codes at which BLS publishes."""

    list_display = ("code", "title", "is_line_item")
    list_filter = ("is_line_item",)
    search_fields = ("code", "title")


@admin.register(Occupation)
class OccupationAdmin(ReadOnlyAdmin):
    """O*NET-SOC occupations; also what a guide's mapping is chosen from."""

    list_display = ("code", "title")
    search_fields = ("code", "title")


@admin.register(Element, Skill)
class ElementAdmin(ReadOnlyAdmin):
    """Rated descriptors; also what a guide's pinned skills are chosen from."""

    list_display = ("code", "name", "domain")
    list_filter = ("domain",)
    search_fields = ("code", "name")


@admin.register(Area)
class AreaAdmin(ReadOnlyAdmin):
    """The nation, states, metropolitan and nonmetropolitan areas."""

    list_display = ("code", "name", "kind", "state_abbr")
    list_filter = ("kind", "state_abbr")
    search_fields = ("code", "name", "cbsa")


@admin.register(TitleOccupation)
class TitleOccupationAdmin(ReadOnlyAdmin):
    """The occupations that titles are filed under, as corrected by editors."""

    list_display = ("job_title", "occupation", "is_official", "is_reported", "release")
    list_filter = ("release", "is_official", "is_reported")
    list_select_related = ("job_title", "occupation", "release")
    search_fields = ("job_title__title", "occupation__code")


@admin.register(Wage)
class WageAdmin(ReadOnlyAdmin):
    """Wages by code and area."""

    list_display = ("code", "area", "release", "employment", "a10", "a50", "a90", "flags")
    list_filter = ("release", "area__kind")
    list_select_related = ("area", "release")
    search_fields = ("code", "area__name")


@admin.register(Rating)
class RatingAdmin(ReadOnlyAdmin):
    """O*NET's ratings."""

    list_display = ("occupation", "element", "scale", "value", "suppress", "rated", "release")
    list_filter = ("release", "scale", "element__domain")
    list_select_related = ("occupation", "element", "release")
    search_fields = ("occupation__code", "occupation__title", "element__name")


@admin.register(ElementMean)
class ElementMeanAdmin(ReadOnlyAdmin):
    """Each descriptor's mean over the rated occupations."""

    list_display = ("element", "scale", "mean", "occupations", "release")
    list_filter = ("release", "scale", "element__domain")
    list_select_related = ("element", "release")
    search_fields = ("element__code", "element__name")


@admin.register(TechnologyUse)
class TechnologyUseAdmin(ReadOnlyAdmin):
    """Technologies by occupation."""

    list_display = ("example", "commodity", "occupation", "hot", "in_demand")
    list_filter = ("release", "hot", "in_demand")
    list_select_related = ("occupation",)
    search_fields = ("example", "commodity", "occupation__title")


@admin.register(Projection)
class ProjectionAdmin(ReadOnlyAdmin):
    """Projections by matrix occupation."""

    list_display = ("matrix", "release", "base_employment", "growth_percent", "openings")
    list_filter = ("release",)
    list_select_related = ("matrix", "release")
    search_fields = ("matrix__code", "matrix__title")


@admin.register(Attainment)
class AttainmentAdmin(ReadOnlyAdmin):
    """Schooling by matrix occupation."""

    list_display = ("matrix", "release", "high_school", "bachelor", "master", "doctoral")
    list_filter = ("release",)
    list_select_related = ("matrix", "release")
    search_fields = ("matrix__code", "matrix__title")


@admin.register(CrosswalkEntry, JobZone, Task)
class ByOccupationAdmin(ReadOnlyAdmin):
    """Facts that hang on one occupation."""

    list_display = ("__str__", "occupation", "release")
    list_filter = ("release",)
    list_select_related = ("occupation", "release")
    search_fields = ("occupation__code", "occupation__title")


@admin.register(RelatedOccupation)
class RelatedOccupationAdmin(ReadOnlyAdmin):
    """Occupations that O*NET finds close."""

    list_display = ("occupation", "related", "tier", "index")
    list_filter = ("release", "tier")
    list_select_related = ("occupation", "related")
    search_fields = ("occupation__code", "occupation__title")


@admin.register(TitleName)
class TitleNameAdmin(ReadOnlyAdmin):
    """Further names of titles."""

    list_display = ("name", "job_title", "redirects", "release")
    list_filter = ("release", "redirects")
    list_select_related = ("job_title", "release")
    search_fields = ("name", "job_title__title")


@admin.register(PriceParity)
class PriceParityAdmin(ReadOnlyAdmin):
    """Price levels by area."""

    list_display = ("area", "year", "line", "value", "release")
    list_filter = ("release", "line", "area__kind")
    list_select_related = ("area", "release")
    search_fields = ("area__name",)
