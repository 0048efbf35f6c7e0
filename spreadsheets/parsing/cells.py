"""Cell parsers: dates, choices, signatories, several values in one cell."""

import re
from collections.abc import Iterable
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import override

from agreements.choices import Bindingness, Form, Nature
from core import edtf
from core.text import fold
from spreadsheets.messages import Message
from spreadsheets.messages import message as _
from spreadsheets.parsing import synonyms
from spreadsheets.parsing.dates import date_readings

_SCRIPTS = [
    ("ko", "[가-힣]"), ("ja", "[ぁ-ヿ]"), ("zh", "[㐀-䶿一-鿿]"), ("ru", "[Ѐ-ӿ]"), ("ar", "[؀-ۿ]"), ("th", "[฀-๿]"),
    ("el", "[Ͱ-Ͽ]"), ("he", "[֐-׿]"),
]  # fmt: skip
_LANGUAGE_PREFIX = re.compile(r"(?P<code>[a-z]{2,3}(?:-[A-Za-z]{2,4})?): +(?P<text>.+)", re.DOTALL)


class CellError(Exception):
    """A cell that cannot be parsed: the reason, advice what to write, and the key of a question that settles it."""

    def __init__(self, reason: str, advice: str, question: str = ""):
        self.reason, self.advice, self.question = reason, advice, question
        super().__init__(reason)


def normalize_cell(text: str) -> str:
    """The text folded, with single blanks, to be compared with lists of words."""
    return " ".join(fold(text).split())


def is_blank_cell(text: str) -> bool:
    """True for an empty cell, and for one with a sign that people put into empty cells."""
    return not text.strip() or normalize_cell(text) in synonyms.BLANK_SIGNS


def split_values(text: str) -> list[str]:
    r"""The values of a cell: one a line, or else separated by semicolons. ``\;`` is a semicolon within one."""
    parts = text.split("\n") if "\n" in text.strip() else re.split(r"(?<!\\)[;；]", text)
    return [part.strip().replace("\\;", ";") for part in parts if part.strip()]


def join_values(values: list[str]) -> str:
    """The cell that ``split_values`` takes apart again."""
    lines = [" ".join(value.split()) or "-" for value in values]
    return lines[0].replace(";", "\\;") if len(lines) == 1 else "\n".join(lines)


def language_by_script(text: str) -> str:
    """The language of a text as far as its script tells; English where it is Latin."""
    return next((code for code, signs in _SCRIPTS if re.search(signs, text)), "en")


def parse_texts_by_language(cell: str) -> list[tuple[str, str]]:
    """Texts by language: lines like “fr: Accord”, or the whole in the language of its script."""
    lines = [_LANGUAGE_PREFIX.fullmatch(line.strip()) for line in cell.split("\n")]
    if all(lines):
        return [(line["code"], line["text"]) for line in lines if line]
    return [(language_by_script(cell), " ".join(cell.split()))]


def parse_date_cell(cell: str) -> str:
    """A date as EDTF, of a cell that stands for itself. Raises CellError."""
    try:
        readings = date_readings(cell, latest_year=timezone.localdate().year + 1)
    except edtf.EDTFError as error:
        raise date_error(cell, error) from error
    if not readings.only:
        raise open_date_error(cell, readings.by_style.values())
    return readings.only


def date_error(cell: str, error: edtf.EDTFError) -> CellError:
    """The error of a cell that holds no date."""
    return CellError(
        _("“%s” is not a date we understand.") % edtf.grammar.abbreviate(cell)
        if isinstance(error, edtf.EDTFSyntaxError) else Message(lambda: _objection(cell) or str(error)),
        _("Write a date like 2019-03-05, or as much as is known: 2019-03, 2019, about 2019."),
    )  # fmt: skip


def _objection(cell: str) -> str:
    """What is wrong with a cell that looks like a date, in the active language."""
    try:
        date_readings(cell, latest_year=timezone.localdate().year + 1)
    except edtf.EDTFError as error:
        return str(error)
    return ""


def date_message(day: str) -> Message:
    """A date in EDTF in words."""
    return Message(lambda: edtf.parse(day).words())


def open_date_error(cell: str, dates: Iterable[str], question: str = "") -> CellError:
    """The error of a cell that can be several dates, with the key of the question that settles it."""
    first, second = list(dict.fromkeys(dates))[:2]
    values = {"text": cell, "one": date_message(first), "other": date_message(second)}
    return CellError(
        _("“%(text)s” can be %(one)s or %(other)s.") % values,
        _("Write %(one)s or %(other)s.") % {"one": first, "other": second},
        question,
    )


class ChoiceParser:
    """Parser of a coded value: by code, by label in each language, or by synonym."""

    def __init__(self, choices: type[models.TextChoices], synonyms: dict):
        self.choices = choices
        self.synonyms = {
            normalize_cell(word): str(code) for code, words in synonyms.items() for word in words.split(",")
        }

    @cached_property
    def labels(self) -> dict[str, str]:
        """Codes by label in each language, and by code."""
        codes = {}
        for language, _name in settings.LANGUAGES:
            with override(language):
                codes |= {normalize_cell(str(label)): code for code, label in self.choices.choices}
        return codes | {code: code for code in self.choices.values}

    def find(self, cell: str) -> tuple[str, bool] | None:
        """The code, and whether the cell is its code or label rather than a synonym; None where it is neither."""
        text = normalize_cell(cell)
        if text in self.labels:
            return self.labels[text], True
        for form in (text, text.replace(" ", ""), text.strip(" .")):
            if form in self.synonyms:
                return self.synonyms[form], False
        return None

    def parse(self, cell: str) -> tuple[str, bool]:
        """As ``find``. Raises CellError where the cell is no code, label or synonym."""
        if value := self.find(cell):
            return value
        known = Message(lambda: ", ".join(str(label) for label in self.choices.labels))
        raise CellError(_("“%s” is none of the values known here.") % cell, _("Write one of: %s.") % known)


FORM_PARSER = ChoiceParser(Form, synonyms.FORM_SYNONYMS)
NATURE_PARSER = ChoiceParser(Nature, synonyms.NATURE_SYNONYMS)
BINDINGNESS_PARSER = ChoiceParser(Bindingness, synonyms.BINDINGNESS_SYNONYMS)


def parse_web_address(text: str) -> str:
    """A whole address on the web, as it stands. Raises CellError."""
    if not re.match(r"https?://\S+\.\S+$", text) or len(text) > 1000:
        raise CellError(
            _("“%s” is not an address on the web.") % edtf.grammar.abbreviate(text),
            _("Write it whole, with https:// before it; several separated by semicolons."),
        )
    return text
