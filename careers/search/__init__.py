"""Search over guides, job titles, occupations, skills, technologies, sectors and places.

How results are ordered:
1. Title: the whole name is what was asked for.
2. Name: a further name is: a title that a guide answers for, a reviewed abbreviation, what people
   say ("take care of sick people").
3. Short: an abbreviation is that nobody reviewed ("PT" of a psychiatric technician).
4. Same words: all the words in another order, and no other.
5. Forms: all the words in other forms, and no other: who drives a truck is a truck driver.
6. Prefix: the name begins with what was asked for, and goes on.
7. Words: the name holds every word.
8. Text: our own texts hold every word: everyday words weigh most, then summaries, tools, guides'
   prose.
9. Some: where nothing holds every word, names and texts that hold the most telling ones.
A technology that is called what was asked for comes first where no job is called so (1 and 2,
without what people say: "solidworks"), and after those jobs where one is ("chef"). A title that is
reviewed as misfiled ("Police", with the secretaries) has its own name at step 3. A place that is
named beside a job comes after the jobs that are called so, three at most.
From 1 to 7 guides come before all others of the same step. Within a step the jobs of the matrix
occupations behind a thing decide what is near, together with how few further words its name has
and how far it is from what was typed (another word of the same meaning, half a word, a slip). The
row's number, which is unique, settles the rest: both databases give one order.

What was typed is mended where a word is known neither to names nor to our own texts and is near
one that is, for its length (`vocabulary`); never to an abbreviation. A word that is one is mended
where nothing else is found ("urban planer"). Letters of a state that are also a word are a place
only where nothing else is meant (`query`): "near me" is not Maine.

Names and questions are made of the same words (`text`), which either database's full-text engine
only finds (`engines`); what is near is worked out here, so that it is the same on both.
"""

from careers.search.finding import MOST_HITS, Found, find
from careers.search.hits import ROLES, Hit, hits
from careers.search.index import index_roles, index_titles, index_words, is_current, rebuild
from careers.search.places import PlacesCalled, nicknamed, places_called
from careers.search.query import Query, parse
from careers.search.text import clean

__all__ = [
    "MOST_HITS",
    "ROLES",
    "Found",
    "Hit",
    "PlacesCalled",
    "Query",
    "clean",
    "find",
    "hits",
    "index_roles",
    "index_titles",
    "index_words",
    "is_current",
    "nicknamed",
    "parse",
    "places_called",
    "rebuild",
]
