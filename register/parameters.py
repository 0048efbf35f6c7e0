"""Parameters of an address as form fields: each given once, not empty, and well formed, or an error names it."""

import difflib
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import identifiers
from register.clauses import Clause

MAX_QUERY_LENGTH = 512
MAX_VALUES = 100
_MAX_NAMED_CHOICES = 40
DAY_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT_PATTERN = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# a visible character somewhere, and no control character
VISIBLE_TEXT_PATTERN = r"[^\S\x0b\x0c\x1c-\x1f]*[^\s\x00-\x1f\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*"


def closest_match(word: str, known: Iterable[str]) -> str:
    """The known word most like a word, whatever its capitals; an empty string where none is much like it."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    matches = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else ""


def drop_empty_parameters(data: QueryDict) -> QueryDict:
    """The parameters with a value: a form also sends its empty fields."""
    filled = QueryDict(mutable=True)
    for name, values in data.lists():
        if kept := [value for value in values if value.strip()]:
            filled.setlist(name, kept)
    return filled


class StrictForm(forms.Form):
    """A form in which an unknown parameter is an error, which names the known one most like it."""

    _errors: ErrorDict

    def _clean_fields(self):
        """As Django's, but at the cost of the parameters given, not of all there are."""
        self.cleaned_data = dict.fromkeys(self.fields)
        for name in [name for name in self.fields if name in self.data]:
            try:
                self.cleaned_data[name] = self.fields[name].clean(self.data.getlist(name))
            except ValidationError as error:
                self.add_error(name, error)

    def clean(self):
        for name in self.data:
            if name not in self.fields:
                self.add_parameter_error(name, _unknown_parameter_error(name, self.fields))

    def add_parameter_error(self, name: str, error: ValidationError) -> None:
        """Adds an error of any parameter, also of one that is not a field."""
        self._errors.setdefault(name, self.error_class()).append(error)


def parameter_form(data: QueryDict, fields: Mapping[str, "Parameter"]) -> StrictForm:
    """A form of these fields, which are shared and not copied for each request: they keep nothing of one."""
    form = StrictForm(data)
    form.fields = dict(fields)
    return form


def _unknown_parameter_error(name: str, known: Iterable[str]) -> ValidationError:
    match = closest_match(name, known)
    message = (
        _("Unknown parameter `%(name)s`: did you mean `%(meant)s`?")
        if match
        else _("Unknown parameter `%(name)s`.")
    )
    return ValidationError(message, code="unknown_parameter", params={"name": name[:80], "meant": match})


class _AllValuesInput(forms.TextInput):
    """Widget that gives every value of a repeated parameter, not only the last."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)


class Parameter(forms.Field):
    """One parameter. Subclasses parse its text in `parse`; ``example`` and ``openapi`` describe it.

    ``clause`` words its value in the sentence of a list.
    """

    widget = _AllValuesInput
    openapi: dict = {"type": "string", "pattern": f"^{VISIBLE_TEXT_PATTERN}$"}

    def __init__(self, *, example="", clause: Clause | None = None, **kwargs):
        self.example, self.clause = example, clause
        super().__init__(**{"required": False, **kwargs})

    def clean(self, values):
        """Parsed value of the parameter; None where it is not given. Raises ValidationError."""
        if not values:
            return None
        if any(not value.strip() for value in values):
            raise ValidationError(_("This parameter is empty: leave it out, or say something."), code="empty")
        if any(CONTROL_CHARACTERS.search(value) for value in values):
            raise self.malformed_error(values[0])
        return self.parse_all(values)

    def parse_all(self, values: list[str]):
        """Value of the parameter, given once or more often. Raises ValidationError."""
        if len(values) > 1:
            raise ValidationError(_("This parameter can be given only once."), code="repeated")
        return self.parse(values[0].strip())

    def parse(self, text: str):
        """Value of the parameter from its text. Raises ValidationError."""
        return text

    def malformed_error(self, text: str) -> ValidationError:
        """Error that shows the text and an example."""
        message = _("`%(text)s` cannot be read here. An example: `%(example)s`.")
        return ValidationError(message, code="malformed", params={"text": text[:80], "example": self.example})


class QueryParameter(Parameter):
    """Words to search for."""

    openapi = {**Parameter.openapi, "maxLength": MAX_QUERY_LENGTH}

    def parse(self, text):
        if len(text) > MAX_QUERY_LENGTH:
            message = _("A search takes at most %(most)s characters; this has %(length)s.")
            raise ValidationError(
                message, code="too_long", params={"most": MAX_QUERY_LENGTH, "length": len(text)}
            )
        return text


class DayParameter(Parameter):
    """A calendar day, 2024-01-31."""

    openapi = {"type": "string", "format": "date"}

    def parse(self, text):
        try:
            return date.fromisoformat(text if DAY_PATTERN.fullmatch(text) else "")
        except ValueError:
            raise self.malformed_error(text) from None


class InstantParameter(Parameter):
    """An instant with its offset from UTC, or a day, meaning its beginning."""

    openapi = {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}

    def parse(self, text):
        try:
            if DAY_PATTERN.fullmatch(text):
                return timezone.make_aware(datetime.fromisoformat(text))
            return datetime.fromisoformat(text if _INSTANT_PATTERN.fullmatch(text) else "").astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.malformed_error(text) from None


class NumberParameter(Parameter):
    """A whole number from ``least`` to ``most``."""

    def __init__(self, *, least: int, most: int, **kwargs):
        self.least, self.most = least, most
        self.openapi = {"type": "integer", "minimum": least, "maximum": most}
        super().__init__(**{"example": str(least), **kwargs})

    def parse(self, text):
        number = int(text) if re.fullmatch(r"\d{1,19}", text, re.ASCII) else -1
        if not self.least <= number <= self.most:
            message = _("Give a whole number from %(least)s to %(most)s.")
            raise ValidationError(
                message, code="out_of_range", params={"least": self.least, "most": self.most}
            )
        return number


class ChoiceParameter(Parameter):
    """One word of a closed list."""

    def __init__(self, *, choices: Iterable[str], **kwargs):
        self.choices = list(choices)
        self.openapi = {"type": "string", "enum": self.choices}
        super().__init__(**{"example": self.choices[0], **kwargs})

    def parse(self, text):
        return _check_choice(text, self.choices)


class ListParameter(Parameter):
    """Alternatives separated by commas, ``KR,GB``, parsed as a list of lists.

    With ``allows_and``, for facts of which a record can have several, an alternative may join values: ``KR+GB``.
    """

    def __init__(self, *, choices: Iterable[str] = (), pattern: str = "", allows_and: bool = False, **kwargs):
        self.choices, self.pattern, self.allows_and = list(choices), re.compile(pattern), allows_and
        self.openapi = {"type": "array", "items": self.item_schema(), "minItems": 1, "maxItems": MAX_VALUES}
        super().__init__(**{"example": self.choices[0] if self.choices else "", **kwargs})

    def item_schema(self) -> dict:
        """OpenAPI schema of one alternative."""
        if self.choices and not self.allows_and:
            return {"type": "string", "enum": self.choices}
        value = "|".join(self.choices) or self.pattern.pattern or r"[^\s,+\x00-\x1f\x7f]+"
        return {
            "type": "string",
            "pattern": f"^(?:{value})(?:\\+(?:{value}))*$" if self.allows_and else f"^(?:{value})$",
        }

    def parse_all(self, values):
        """Alternatives, each a list of joined values; a repeated parameter adds alternatives."""
        alternatives = [alternative.strip() for value in values for alternative in value.split(",")]
        if len(alternatives) > MAX_VALUES:
            message = _("Give at most %(most)s values.")
            raise ValidationError(message, code="too_many", params={"most": MAX_VALUES})
        return [self.parse(alternative) for alternative in alternatives]

    def parse(self, text):
        # a plus in an address arrives as a space, unless it was escaped
        joined = [value for value in re.split(r"[\s+]+", text) if value] if self.allows_and else [text]
        return [self.parse_value(value) for value in joined or [""]]

    def parse_value(self, value: str) -> str:
        """One value, checked against choices or pattern. Raises ValidationError."""
        if not value:
            raise ValidationError(_("There is nothing between two commas."), code="empty")
        if self.choices:
            return _check_choice(value, self.choices)
        if self.pattern.pattern and not self.pattern.fullmatch(value):
            raise self.malformed_error(value)
        return value


def _check_choice(value: str, choices: list[str]) -> str:
    """The value, if it is one of the choices. Raises ValidationError with the choice most like it."""
    if value in choices:
        return value
    match = closest_match(value, choices)
    if match:
        message = _("`%(value)s` is not known here: did you mean `%(meant)s`?")
    elif len(choices) <= _MAX_NAMED_CHOICES:
        message = _("`%(value)s` is not known here. Known are: %(choices)s.")
    else:
        message = _("`%(value)s` is not known here. An example: `%(example)s`.")
    params = {"value": value[:80], "meant": match, "choices": ", ".join(choices), "example": choices[0]}
    raise ValidationError(message, code="unknown_value", params=params)


class IdentifierParameter(Parameter):
    """``scheme:value``; the value may be an address of the scheme, or spaced as people write it."""

    def __init__(self, *, schemes=(), **kwargs):
        self.schemes = list(schemes)
        self.openapi = {
            "type": "string",
            "pattern": f"^(?:{'|'.join(schemes) or r'[^\s:]+'}):{VISIBLE_TEXT_PATTERN}$",
        }
        super().__init__(**kwargs)

    def parse(self, text):
        scheme, _colon, value = text.partition(":")
        if not scheme.strip() or not value.strip() or (self.schemes and scheme not in self.schemes):
            raise self.malformed_error(text)
        return f"{scheme}:{identifiers.normalize_identifier(scheme, value)}"
