"""No text of a translator is longer than the field that it is for: said at the text, nothing lost.

wagtail-localize stores each text while it is typed, however long, and writes a title into its page
at once, which the database refuses.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import (
    StringTranslation,
    TranslationSource,
    post_save_string_translation,
)
from wagtail_localize.strings import StringValue


def keep_texts_within_their_fields() -> None:
    """Look at each text that is stored. Called once at start."""
    models.signals.post_save.disconnect(post_save_string_translation, sender=StringTranslation)
    setattr(StringTranslation, "save", _checked(StringTranslation.save))  # noqa: B010


def longest(model: type[models.Model], path: str) -> int | None:
    """Return how long a text may be, in characters; None where that is not limited.

    `path` as wagtail-localize has it: `title`, or `event_changes.<key>.note` for an item's.
    """
    name, _dot, rest = path.partition(".")
    try:
        field: Any = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    if rest and field.one_to_many:
        return longest(field.related_model, rest.partition(".")[2])
    is_text = isinstance(field, models.CharField | models.TextField) and not rest
    return field.max_length if is_text else None


def text_of(words: StringTranslation) -> str:
    """Return the text that goes into the field: stored is HTML."""
    return str(StringValue(words.data).render_text())


def problem_of(words: StringTranslation, model: type[models.Model]) -> str:
    """Return what is wrong with the length of a text of this page or record; "" if nothing is."""
    limit = longest(model, words.context.path)
    if limit is None or len(text_of(words)) <= limit:
        return ""
    return _("This text may have %(count)d characters at most.") % {"count": limit}


def _checked(save: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(save)
    def checked(words: StringTranslation, *args: Any, **kwargs: Any) -> None:
        problem = _problem_in_its_page(words)
        if problem:
            words.has_error, words.field_error = True, problem
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "has_error", "field_error"}
        save(words, *args, **kwargs)
        if words.context and words.context.path == "title" and not problem:
            _name_draft(words, words.context.object_id)

    return checked


def _problem_in_its_page(words: StringTranslation) -> str:
    """Return what is wrong with a text in the page or record it is of; "" where that is gone."""
    if words.context is None:
        return ""
    source = TranslationSource.objects.filter(object_id=words.context.object_id).first()
    if source is None:
        return ""
    # From memory: a page has hundreds of texts.
    model = ContentType.objects.get_for_id(source.specific_content_type_id).model_class()
    return problem_of(words, model) if model else ""


def _name_draft(words: StringTranslation, key: UUID) -> None:
    """Have the admin's lists name the page by its newest title."""
    pages = Page.objects.filter(translation_key=key, locale_id=words.locale_id)
    pages.update(draft_title=text_of(words))
