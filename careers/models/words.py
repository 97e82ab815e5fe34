"""Our own words for what the sources name: occupations, skills and other rated descriptors."""

from __future__ import annotations

from django.db import models

from careers.models.classification import Occupation
from careers.models.descriptors import Element


class OccupationWords(models.Model):
    """What an occupation is, e.g. 29-1141.00 "Assesses patients, gives medicines and …".

    `everyday` are names and phrases that people search by, separated by commas.
    """

    occupation = models.OneToOneField(
        Occupation, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    summary = models.CharField(max_length=300, help_text="One plain sentence: what people do.")
    everyday = models.TextField(
        blank=True, help_text="Names and phrases people search by, separated by commas."
    )
    by_editor = models.BooleanField(
        default=False, editable=False, help_text="load_content leaves an editor's words alone."
    )

    class Meta:
        ordering = ("occupation",)
        verbose_name = "words for an occupation"
        verbose_name_plural = "words for occupations"

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.summary}"


class ElementWords(models.Model):
    """What a skill or other descriptor is, e.g. programming "Writing instructions that …".

    `low`, `middle` and `high` are examples of work at each level, there for skills and knowledge.
    """

    element = models.OneToOneField(
        Element, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    slug = models.SlugField(max_length=120, unique=True)
    summary = models.TextField(help_text="Two or three plain sentences: how it shows at work.")
    everyday = models.TextField(
        blank=True, help_text="Words people search by, separated by commas."
    )
    low = models.CharField("example of a low level", max_length=200, blank=True)
    middle = models.CharField("example of a middle level", max_length=200, blank=True)
    high = models.CharField("example of a high level", max_length=200, blank=True)
    by_editor = models.BooleanField(
        default=False, editable=False, help_text="load_content leaves an editor's words alone."
    )

    class Meta:
        ordering = ("element",)
        verbose_name = "words for a skill"
        verbose_name_plural = "words for skills"

    def __str__(self) -> str:
        return self.slug
