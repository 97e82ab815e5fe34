"""Every check, with its severity and how to mend what it finds, in the order editors are told."""

from __future__ import annotations

from careers.checks import likeness, links, mapping, prose
from careers.checks.types import Check, Severity

BLOCK, WARN = Severity.BLOCK, Severity.WARN

CHECKS = (
    Check("empty section", BLOCK, "Write it.", prose.empty_sections),
    Check("no occupation", BLOCK, "Map the guide to an occupation.", mapping.no_occupation),
    Check("unknown row", BLOCK, "Choose one that there is, or take it out.", mapping.unknown_rows),
    Check("taken title", BLOCK, "Take it out here, or at the other guide.", mapping.taken_titles),
    Check("listed twice", BLOCK, "Keep one of them.", mapping.listed_twice),
    Check(
        "typed figure",
        BLOCK,
        "Write the token of the figure, or say it without a number.",
        prose.typed_figures,
    ),
    Check(
        "unknown token",
        BLOCK,
        "Choose a token from the list; write none into a link's address.",
        prose.unknown_figures,
    ),
    Check(
        "empty token",
        BLOCK,
        "Say it without the figure, or map an occupation that has it.",
        prose.empty_figures,
    ),
    Check("broken link", BLOCK, "Link to a page that there is.", links.broken_links),
    Check("no sources", BLOCK, "List the sources of the text, each a link.", links.no_sources),
    Check(
        "near duplicate",
        BLOCK,
        "Write what is this role's own, or let one guide answer for both titles.",
        likeness.near_duplicate,
    ),
    Check(
        "unrated occupation",
        WARN,
        "Map a rated occupation beside it, or accept that its skills are not known.",
        mapping.unrated_occupations,
    ),
    Check(
        "no wages",
        WARN,
        "Map an occupation with wages beside it, or accept that its pay is not known.",
        mapping.unpaid_occupations,
    ),
    Check("reading grade", WARN, "Shorter words, shorter sentences.", prose.reading_grade),
    Check("superlative", WARN, "Say what happens, or link to the source.", prose.superlatives),
    Check("promise", WARN, "Say how often, and link to the source.", prose.promises),
    Check("gendered word", WARN, "Use a word for everyone.", prose.gendered_words),
    Check("shared phrase", WARN, "Say it in this role's own way.", likeness.shared_phrases),
    Check("moved link", WARN, "Link to where it leads.", links.moved_links),
    Check(
        "missing anchor",
        WARN,
        f"Use one of: {', '.join(f'#{name}' for name in sorted(links.ANCHORS))}.",
        links.missing_anchors,
    ),
    Check("review date", WARN, "Read it again and set the next date.", mapping.review_date),
    Check(
        "figures moved",
        WARN,
        "Read what the text says about pay and growth, then set the next review date.",
        mapping.figures_moved,
    ),
)
