"""Shapes of JSON values that fields of a file take: text, a list, text by language, places, a number, true or false."""

import re
from collections.abc import Callable

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from core.localized import LocalizedTextField
from core.places import PlacesField


def shape_problem(field: models.Field, value) -> str:
    """The reason why a field cannot take the value, with an example of what it takes; empty where it can."""
    for kind, is_of_shape, reason in _SHAPES:
        if isinstance(field, kind):
            return "" if is_of_shape(value) else str(reason())
    return ""


def is_list_of_text(value) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text_by_language(value) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _is_list_of_places(value) -> bool:
    """Places by their members; which countries there are, the field itself checks."""
    return isinstance(value, list) and all(_is_place(item) for item in value)


def _is_place(value) -> bool:
    texts = (
        {name: text for name, text in value.items() if name != "is_online"}
        if isinstance(value, dict)
        else {0: 0}
    )
    return (
        set(texts) <= {"city", "country", "venue"}
        and all(isinstance(text, str) for text in texts.values())
        and isinstance(value.get("is_online", False), bool)
    )


# A number in ASCII digits; what Python takes besides, such as 1_000 or full-width digits, may mean anything.
_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?([eE][-+]?\d{1,2})?", re.ASCII)
_WHOLE_NUMBER = re.compile(r"-?\d{1,30}", re.ASCII)


def _is_number(value) -> bool:
    """A number, or text of one: exact numbers are written as text."""
    is_of_type = isinstance(value, int | float | str) and not isinstance(value, bool)
    return is_of_type and bool(_NUMBER.fullmatch(str(value)))


def _is_whole_number(value) -> bool:
    return _is_number(value) and bool(_WHOLE_NUMBER.fullmatch(str(value)))


# The first that fits: a field may be of several kinds.
_SHAPES: tuple[tuple[type[models.Field] | tuple, Callable, Callable], ...] = (
    (ArrayField, is_list_of_text, lambda: _('Write it as a list of texts, such as ["en", "ko"].')),
    (
        LocalizedTextField,
        _is_text_by_language,
        lambda: _('Write the text by language, such as {"en": "…", "ko": "…"}.'),
    ),
    (
        PlacesField,
        _is_list_of_places,
        lambda: _(
            'Write places as a list of objects with city, country, venue or is_online, such as [{"city": "Seoul", '
            '"country": "KR"}] or [{"is_online": true}].'
        ),
    ),
    (models.BooleanField, lambda value: isinstance(value, bool), lambda: _("Write true or false.")),
    (models.IntegerField, _is_whole_number, lambda: _("Write a whole number.")),
    (models.DecimalField, _is_number, lambda: _("Write a number in digits, such as 1500 or 2.5.")),
    (
        (models.CharField, models.TextField, models.DateField),
        lambda value: isinstance(value, str),
        lambda: _("Write it as text."),
    ),
)
