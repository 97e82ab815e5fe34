"""Our own words for occupations and skills, as an editor leaves them."""

from __future__ import annotations

import logging

from django.contrib.auth.models import User
from django.db import transaction

from careers.actions.refresh import refresh_words
from careers.models import ElementWords, OccupationWords

logger = logging.getLogger(__name__)


@transaction.atomic
def save_words(*, words: OccupationWords | ElementWords, by: User) -> None:
    """Save an editor's words, which `load_content` then never overwrites, and show them.

    Raises ValidationError where a field is wrong.
    """
    words.by_editor = True
    words.full_clean()
    words.save()
    refresh_words(of=words)
    logger.info("words saved: %s by %s", words.pk, by.get_username())
