"""How moves are proposed and typed: every rule with its bounds. Pure values, no NumPy.

1. The editor's own moves come first, in the editor's order, with the editor's kind and reason.
   All others are proposed from data, and the page says so.
2. A move can lead to every published guide and every rated occupation. Left out are the role
   itself, an occupation that a guide describes alone (the guide stands for it), an occupation that
   is one of the role's own, and the guide at the same level to just the role's occupations where
   the role has none. In a kind two are shown of roles with the same
   figures, and three of occupations whose codes begin with the same four digits.
3. *Nearness* is the likeness of the two profiles and what is added to it. Likeness is Pearson's
   correlation over the importances of 35 skills and 33 knowledge areas, each importance counted
   in standard deviations from its mean over all rated occupations. It puts the occupations that
   O*NET names as primary related before all others with an area under the curve of 0.96, where
   chance has 0.50 (python benchmarks/moves.py). Added are 0.20 where O*NET names one as
   "Primary-Short" related to the other, 0.15 for "Primary-Long" and 0.10 for "Supplemental"; and
   0.10 where both have an occupation in one SOC major group. From 0.75 on work is *near*, from
   0.60 on *in line*, from 0.50 on a *neighbor*; less is not proposed. Kin are two of which O*NET
   names one as related, or with a major group in common. The same *line of work* are two of the
   same occupations, a goal that O*NET names as primary related to the start, and two of which it
   names one as related where they are of a minor group (29-1) or both have a level. What usually
   takes a bachelor's degree or more is a neighbor of its kin alone, of others from 0.60 on.
4. *Higher* or *lower*: where both have a level (guides), by level alone; so also between a guide
   and a bare title or occupation of the same work, which has the level nearest to mid between the
   lowest and the highest guide to it, mid where there is none. Else higher is middle pay in the
   nation of 25 % more; or of 10 % more together with a higher job zone, more work experience by
   BLS's word or more schooling; where pay cannot be compared, a higher job zone. Lower is the
   same the other way round.
5. A move is a *stretch* where any of these holds. Level: two up or more; to a guide, from what has
   no level, counted from the level of rule 4. Job zone: two up or more, one where they are no
   kin. Schooling (`SCHOOLING_YEARS`, for BLS's typical entry education): four years more, or two
   that lead beyond a bachelor's degree where O*NET does not name them as related. Learning: the
   levels asked for are 0.9 above those there, on average over what matters in the goal (what is
   there already counts as 0), or a quarter of what matters takes a lot of learning
   (`careers.guidance.gap`); but not to an occupation of the same major group that BLS says is
   entered after work in a related one, for there it is learned. Years of experience make no
   stretch: they may be there.
6. The kind is the first that holds: step back, where lower; stretch, by rule 5; step up, where
   higher, in line and the same line of work; step across, where near and not higher, the job zone
   no higher, usual schooling at most a year longer and middle pay in the nation at most a tenth
   less; adjacent, where a neighbor. Of a pair that was asked for and is none of
   these: stretch, for the work has little in common.
7. Proposed are neighbors and nearer; as a stretch only what is higher, and beyond a bachelor's
   degree only what O*NET names as related (else tutors were shown a way to be physicians); as a
   step back only what is near and would be no stretch.
8. The order in a kind is nearness, and 0.05 more for every tenfold of 1,000 openings a year (0.1
   at most, as much less below), and 0.10 more for a guide; then title and key.
9. A path of two steps is looked for where the move is a stretch. The *length* of a move adds up
   what it asks for on top, each part counted in what makes a stretch by itself: years of school
   and of training on the job (`TRAINING_YEARS`) in 4, job zones in 2, levels in 2, BLS's steps of
   experience in 2 unless it is the same line of work, average learning in 0.9, and what nearness
   lacks to 0.75. School that start or bridge asked for is not counted again after the bridge. A
   bridge has all of these:
   - Each half is at least a fifth shorter than the whole; either may itself be a stretch.
   - It is reachable without what the goal asks for: its job zone and level are no higher than the
     goal's; its schooling is a year less than the goal's at least, or at most a year longer than
     now, and not beyond a bachelor's degree, nor its job zone 5, unless these are there already;
     of more than a year's training on the job it asks less than the goal; experience elsewhere only
     in the same line of work; middle pay is at most 30 % below the present.
   - A ladder leads from it to the goal: what O*NET's words for the two add in both directions
     (rule 3) is 0.20, with the goal named as primary or a likeness of 0.60, or 0.15 within a minor
     group; related guides that both have a level count as 0.30. It is 0.30 where the bridge itself
     takes two years of school or more that are not there. It is a neighbor of likeness 0.35 or
     more; the goal is not lower, pays at most a tenth less, asks no less schooling and no lower job
     zone. The bridge has 1,000 openings a year or more.
   Of those found, the ones tied half as firmly as the firmest or less are left out.
   Best is the greatest sum of these ties in both directions, half the likeness to the goal and what
   rule 8 adds, less the longer half as a part of the whole, half the shorter and the part of pay
   that is lost; of occupations no two have the same figures, nor those of start or goal; three are
   shown.
"""

from __future__ import annotations

from careers.models import Level

RELATED = {"Primary-Short": 0.20, "Primary-Long": 0.15, "Supplemental": 0.10}
CLOSE = RELATED["Primary-Long"]
SAME_GROUP = 0.10
NEAR, IN_LINE, NEIGHBOR = 0.75, 0.60, 0.50

MUCH_PAY, SOME_PAY = 0.25, 0.10
"""Parts of the present middle pay."""

STRETCH_LEVELS, STRETCH_ZONES, STRETCH_ZONES_NO_KIN = 2, 2, 1
STRETCH_YEARS, STRETCH_YEARS_UNRELATED = 4, 2
STRETCH_SHORT, STRETCH_FAR = 0.9, 0.25
ACROSS_YEARS = 1
DEGREE_YEARS = 4
"""A bachelor's degree, as `SCHOOLING_YEARS` has it."""

OPENINGS_BASE, OPENINGS_STEP, OPENINGS_MOST = 1_000, 0.05, 0.1
GUIDE_FIRST = 0.10
LONG_EXPERIENCE = 2
"""BLS's five years or more, as `EXPERIENCE` has it."""
LAST_ZONE = 5
TIE, FIRM_TIE, LEAST_LIKE = 0.20, 0.30, 0.35
MOST_OF_WHOLE, MOST_LOSS, FREE_YEARS, PART_OF_BEST = 0.80, 0.30, 1, 0.5

MOST_A_KIND, MOST_ALIKE, MOST_OF_FAMILY, MOST_PATHS = 6, 2, 3, 3

LEVELS = {level: rung for rung, level in enumerate(Level.values)}
"""Each level with its rung, lowest first."""

MID = LEVELS[Level.MID.value]

SCHOOLING_YEARS = {
    "No formal educational credential": 0,
    "High school diploma or equivalent": 0,
    "Some college, no degree": 1,
    "Postsecondary nondegree award": 1,
    "Associate's degree": 2,
    "Bachelor's degree": 4,
    "Master's degree": 6,
    "Doctoral or professional degree": 8,
}
"""BLS's typical entry education, lowest first, with years of full-time study after high school.

The years are ours, round and at least; they serve to tell a long way from a short one.
"""

TRAINING_YEARS = {
    "None": 0.0,
    "Short-term on-the-job training": 0.0,
    "Moderate-term on-the-job training": 0.5,
    "Long-term on-the-job training": 1.0,
    "Internship/residency": 1.0,
    "Apprenticeship": 3.0,
}
"""BLS's training on the job, with years as they are commonly; they count in lengths of moves."""

SCHOOLING = tuple(SCHOOLING_YEARS)
EXPERIENCES = ("None", "Less than 5 years", "5 years or more")
EXPERIENCE = {words: rung for rung, words in enumerate(EXPERIENCES)}
