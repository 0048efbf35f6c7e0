"""Text without signs that nobody sees: what forms trim, and what no text of a record may hold."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

# Zero-width space, word joiner and byte order mark stand for nothing at the ends of a text.
_BLANKS = "\u200b\u2060\ufeff"
_ENDS = re.compile(rf"^[\s{_BLANKS}]+|[\s{_BLANKS}]+$")
# Letters and symbols to Unicode that print nothing: Hangul fillers, the empty Braille pattern.
_UNSEEN_LETTERS = set("\u115f\u1160\u3164\uffa0\u2800")
# No database stores these: NUL, and halves of pairs of UTF-16.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Control signs but for tab and line breaks; what turns the direction of all that follows.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e]")
_LINE_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")


def is_seen(text: str) -> bool:
    """True where a text prints anything."""
    return any(unicodedata.category(sign)[0] not in "CZ" and sign not in _UNSEEN_LETTERS for sign in text)


def trimmed(text: str) -> str:
    """A text without blanks at its ends; empty where it prints nothing."""
    trimmed_text = _ENDS.sub("", text)
    return trimmed_text if is_seen(trimmed_text) else ""


def unstorable_signs(text: str) -> list[str]:
    """Signs of a text that no database stores, as U+0000, each once."""
    return [f"U+{ord(sign):04X}" for sign in dict.fromkeys(_UNSTORABLE.findall(text))]


def without_unstorable_signs(text: str) -> str:
    return _UNSTORABLE.sub("", text)


def text_problem(text: str, *, is_one_line: bool) -> str:
    """The reason why a text may not stay as it is; empty where it may."""
    if text and not is_seen(text):
        return _("This prints nothing.")
    if sign := _CONTROLS.search(text):
        return _("It holds a sign that cannot be seen, %s: leave it out.") % f"U+{ord(sign[0]):04X}"
    if is_one_line and _LINE_BREAKS.search(text):
        return _("It holds a line break: write it in one line.")
    return ""


class VisibleTexts(models.Model):
    """Base of models whose texts hold no invisible signs but those that join letters, and names no line breaks."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        errors: dict = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            error.update_error_dict(errors)
        apart = {*(exclude or ()), *errors}
        for field in self._meta.concrete_fields:
            if field.name not in apart and (reason := self._text_problem(field)):
                errors[field.name] = [ValidationError(reason, code="invisible")]
        if errors:
            raise ValidationError(errors)

    def _text_problem(self, field: models.Field) -> str:
        value = getattr(self, field.attname)
        texts = value.values() if isinstance(value, dict) else [value]
        is_one_line = isinstance(field, models.CharField)
        problems = (text_problem(text, is_one_line=is_one_line) for text in texts if isinstance(text, str))
        return next(filter(None, problems), "")
