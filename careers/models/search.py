"""What search looks in: things that can be found, their names, and the words of all names.

All of it is derived: `careers.search.index` writes it whenever a guide or a fact changes. Numbers
are given by it too, since the order of the rows is the order in which many hits are cut.
"""

from __future__ import annotations

from django.db import models

from careers.models.classification import JobTitle
from careers.models.editorial import Role


class EntryKind(models.TextChoices):
    """What can be found."""

    GUIDE = "guide", "Guide"
    TITLE = "title", "Job title"
    OCCUPATION = "occupation", "Occupation"
    SECTOR = "sector", "Sector"
    SKILL = "skill", "Skill"
    PLACE = "place", "Place"
    TECHNOLOGY = "technology", "Technology"


class SearchEntry(models.Model):
    """A thing that can be found, e.g. guide registered-nurse, filed under 29-1141.00.

    `key` is the slug or code of its address. `answers` are the slugs of the job titles that a
    guide stands for: they have no entry of their own. `summary` is our own sentence about it.
    """

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=EntryKind.choices)
    key = models.CharField(max_length=150)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    occupations = models.JSONField(default=list)
    answers = models.JSONField(default=list)
    role = models.OneToOneField(
        Role, on_delete=models.CASCADE, null=True, blank=True, related_name="search_entry"
    )
    job_title = models.OneToOneField(
        JobTitle, on_delete=models.CASCADE, null=True, blank=True, related_name="search_entry"
    )

    class Meta:
        ordering = ("id",)
        verbose_name_plural = "search entries"
        constraints = (
            models.UniqueConstraint(fields=("kind", "key"), name="search_entry_natural_key"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"


class NameKind(models.IntegerChoices):
    """How a name belongs to a thing; TEXT rows hold the words of our texts about it."""

    OWN = 0, "its title"
    ANSWERED = 1, "a job title that the guide answers for"
    FURTHER = 2, "a further name"
    EVERYDAY = 3, "what people say"
    SHORT = 4, "an abbreviation that nobody reviewed"
    TEXT = 5, "our own text"


class SearchTerm(models.Model):
    """A name of a thing, e.g. "RN" of the guide registered-nurse, 3.4 million jobs.

    Its number grows as the thing gets less likely to be meant: of many hits the first are kept.
    `words` are the name's words as they are compared (see `careers.search.text`), of a TEXT row
    the stems of each section between bars; `tokens` is what the database's full-text index holds.
    """

    id = models.BigIntegerField(primary_key=True)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="terms")
    kind = models.PositiveSmallIntegerField(choices=NameKind.choices)
    entry_kind = models.CharField(max_length=10, choices=EntryKind.choices)
    name = models.CharField(max_length=200, blank=True)
    words = models.TextField()
    tokens = models.TextField()
    jobs = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.name} = {self.entry_id}"


class SearchWord(models.Model):
    """A word of the index, e.g. "nurse", in 640 names; a stem begins with "~".

    `texts` counts the things of whose texts a stem is part.
    """

    word = models.CharField(primary_key=True, max_length=200)
    names = models.PositiveIntegerField()
    texts = models.PositiveIntegerField()

    class Meta:
        ordering = ("word",)

    def __str__(self) -> str:
        return self.word


class SearchState(models.Model):
    """What the index was built from; the one row is there once it was built.

    `stamp` is another after every change, `key` stands for releases and program. `compounds` are
    the pairs of words that are also written as one.
    """

    stamp = models.CharField(max_length=32)
    key = models.CharField(max_length=64)
    compounds = models.JSONField(default=list)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.stamp
