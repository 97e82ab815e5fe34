"""The content of a guide as readers see it, read from its rows."""

from __future__ import annotations

from careers.editing.document import TEXT_FIELDS, Ban, GuideContent, Mapped, MoveTo, SkillWord
from careers.models import Role


def of_role(role: Role) -> GuideContent:
    """The content of a guide's own fields and rows, in five queries."""
    return GuideContent(
        title=role.title,
        sector=role.sector_id,
        level=role.level,
        reviewed_by=role.reviewed_by,
        reviewed_on=role.reviewed_on,
        review_by=role.review_by,
        occupations=tuple(
            Mapped(*row) for row in role.mapping.values_list("occupation_id", "share", "reason")
        ),
        titles=tuple(role.answers_for.values_list("job_title_id", flat=True)),
        skills=tuple(
            SkillWord(*row)
            for row in role.skill_choices.values_list("element_id", "choice", "reason")
        ),
        moves=tuple(
            MoveTo(*row)
            for row in role.moves.order_by("order", "pk").values_list("to__slug", "kind", "reason")
        ),
        bans=tuple(Ban(*row) for row in role.bans.values_list("to__slug", "reason")),
        **{name: getattr(role, name) for name in TEXT_FIELDS},
    )
