"""Text without signs that nobody sees: what forms leave out, and what no text of a record may hold."""

import re
import unicodedata
from collections.abc import Container, Iterator

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

# Zero-width space, word joiner and byte order mark stand for nothing at the ends of a text.
_BLANKS = "\u200b\u2060\ufeff"
_ENDS = re.compile(rf"^[\s{_BLANKS}]+|[\s{_BLANKS}]+$")
# Letters and symbols to Unicode that print nothing: Hangul fillers, the empty Braille pattern, a note without a head.
_UNSEEN_LETTERS = set("\u115f\u1160\u3164\uffa0\u2800\U0001d159")
# No database stores these: NUL, and halves of pairs of UTF-16.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Control signs but for tab and line breaks; what turns the direction of all that follows; anchors of annotations; tags,
# which spell hidden words.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# Signs without width, which tell a browser where to break a line or stand for nothing at all: two texts that differ in
# them alone look the same. Those that join letters (U+200C, U+200D) change what is seen.
_WEIGHTLESS = re.compile(
    "[\u00ad\u034f\u17b4\u17b5\u180e\u200b\u2060-\u2065\ufeff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
# Marks of direction do something beside letters that run from right to left, and nowhere else.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f]")
_RIGHT_TO_LEFT = {"R", "AL"}
# What looks like a blank and is none. Fillers of syllables belong to old Hangul, beside a jamo.
_FALSE_BLANKS = re.compile(
    "[\u2800\u3164\uffa0\U0001d159]|(?<![\u1100-\u11ff])[\u115f\u1160](?![\u1100-\u115e\u1161-\u11ff])"
)
# Isolates keep words of another direction apart from the text around them: each is closed in its own line.
_ISOLATES, _END_OF_ISOLATE = re.compile("[\u2066-\u2069]"), "\u2069"
_LINE_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")


def is_seen(text: str) -> bool:
    """True where a text prints anything: a mark needs something to stand on."""
    return any(unicodedata.category(sign)[0] not in "CMZ" and sign not in _UNSEEN_LETTERS for sign in text)


def trimmed(text: str) -> str:
    """A text without blanks at its ends; empty where it prints nothing."""
    trimmed_text = _ENDS.sub("", text)
    return trimmed_text if is_seen(trimmed_text) else ""


def unstorable_signs(text: str) -> list[str]:
    """Signs of a text that no database stores, as U+0000, each once."""
    return [f"U+{ord(sign):04X}" for sign in dict.fromkeys(_UNSTORABLE.findall(text))]


def without_unstorable_signs(text: str) -> str:
    return _UNSTORABLE.sub("", text)


def without_weightless_signs(value):
    """A value of a field, or all texts in it, without signs of no width that change nothing of what is seen."""
    if isinstance(value, str):
        text = _WEIGHTLESS.sub("", value)
        return _DIRECTION_MARKS.sub("", text) if _idle_mark(text) else text
    if isinstance(value, dict):
        return type(value)({name: without_weightless_signs(item) for name, item in value.items()})
    return [*map(without_weightless_signs, value)] if isinstance(value, list) else value


def _idle_mark(text: str) -> re.Match | None:
    """A mark of direction in a text in which no letter runs from right to left."""
    mark = _DIRECTION_MARKS.search(text)
    signs = _DIRECTION_MARKS.sub("", text) if mark else ""
    return None if any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in signs) else mark


def text_problem(text: str, *, is_one_line: bool) -> str:
    """The reason why a text may not stay as it is; empty where it may."""
    if text and not is_seen(text):
        return _("This prints nothing.")
    unseen = (_CONTROLS.search(text), _FALSE_BLANKS.search(text), _WEIGHTLESS.search(text), _idle_mark(text))
    if sign := next(filter(None, unseen), None):
        return _("It holds a sign that cannot be seen, %s: leave it out.") % f"U+{ord(sign[0]):04X}"
    if not all(map(_has_closed_isolates, _LINE_BREAKS.split(text))):
        return _(
            "It turns the direction of what follows it (U+2066 to U+2069): close each such sign, or leave it out."
        )
    if is_one_line and _LINE_BREAKS.search(text):
        return _("It holds a line break: write it in one line.")
    return ""


def _texts(value) -> Iterator[str]:
    """All texts of a value of a field: of text by language, of places, of a list."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _texts(item)


def _has_closed_isolates(line: str) -> bool:
    depth = 0
    for sign in _ISOLATES.findall(line):
        depth += -1 if sign == _END_OF_ISOLATE else 1
        if depth < 0:
            return False
    return depth == 0


def validate_visible(text: str, *, is_one_line: bool = True) -> None:
    """Raises ValidationError for a text that prints nothing, or holds what nobody sees."""
    if reason := text_problem(text, is_one_line=is_one_line):
        raise ValidationError(reason, code="invisible")


class VisibleTexts(models.Model):
    """Base of models whose texts hold no invisible signs but those that join letters, and names no line breaks.

    What has no width and changes nothing of what is seen is left out, as people paste it without knowing.
    """

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        errors: dict = {}
        self._leave_out_weightless_signs(exclude or ())
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

    def _leave_out_weightless_signs(self, exclude: Container[str]) -> None:
        for field in self._meta.concrete_fields:
            if field.name not in exclude and not field.is_relation:
                value = getattr(self, field.attname)
                if (
                    isinstance(value, str | dict | list)
                    and (text := without_weightless_signs(value)) != value
                ):
                    setattr(self, field.attname, text)

    def _text_problem(self, field: models.Field) -> str:
        texts = _texts(getattr(self, field.attname))
        is_one_line = isinstance(field, models.CharField)
        problems = (text_problem(text, is_one_line=is_one_line) for text in texts)
        return next(filter(None, problems), "")
