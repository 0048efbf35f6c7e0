"""Parameters of an address, as form fields: given once, not empty, and exactly what they say they are."""

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
# something visible, and nothing that controls
VISIBLE_TEXT_PATTERN = r"[^\S\x0b\x0c\x1c-\x1f]*[^\s\x00-\x1f\x7f][^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*"


def closest_match(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or an empty string."""
    by_folded = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""


def drop_empty_parameters(data: QueryDict) -> QueryDict:
    """The parameters that say something: a form also sends its empty fields."""
    said = QueryDict(mutable=True)
    for name, values in data.lists():
        if kept := [value for value in values if value.strip()]:
            said.setlist(name, kept)
    return said


class StrictForm(forms.Form):
    """Refuses parameters that it does not know, and names the one that was probably meant."""

    _errors: ErrorDict

    def _clean_fields(self):
        """As Django's, at the cost of what was given and not of all that may be."""
        self.cleaned_data = dict.fromkeys(self.fields)
        for name in [name for name in self.fields if name in self.data]:
            try:
                self.cleaned_data[name] = self.fields[name].clean(self.data.getlist(name))
            except ValidationError as error:
                self.add_error(name, error)

    def clean(self):
        for name in self.data:
            if name not in self.fields:
                self.refuse(name, _unknown_parameter_error(name, self.fields))

    def refuse(self, name: str, error: ValidationError) -> None:
        """Note an error of any parameter, also of one that is not a field."""
        self._errors.setdefault(name, self.error_class()).append(error)


def parameter_form(data: QueryDict, fields: Mapping[str, "Parameter"]) -> StrictForm:
    """A form of these fields. They are shared and not copied for each request, of which they keep nothing."""
    form = StrictForm(data)
    form.fields = dict(fields)
    return form


def _unknown_parameter_error(name: str, known: Iterable[str]) -> ValidationError:
    meant = closest_match(name, known)
    message = (
        _("Unknown parameter `%(name)s`: did you mean `%(meant)s`?")
        if meant
        else _("Unknown parameter `%(name)s`.")
    )
    return ValidationError(message, code="unknown_parameter", params={"name": name[:80], "meant": meant})


class _AllValuesInput(forms.TextInput):
    """Hands on every value that an address gives for a parameter, not only the last."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)


class Parameter(forms.Field):
    """One parameter. Subclasses read its text in `read`; ``example`` and ``openapi`` describe it.

    ``clause`` words its value in the sentence of a list.
    """

    widget = _AllValuesInput
    openapi: dict = {"type": "string", "pattern": f"^{VISIBLE_TEXT_PATTERN}$"}

    def __init__(self, *, example="", clause: Clause | None = None, **kwargs):
        self.example, self.clause = example, clause
        super().__init__(**{"required": False, **kwargs})

    def clean(self, values):
        """What the parameter says; None where it is not given. Raises ValidationError."""
        if not values:
            return None
        if any(not value.strip() for value in values):
            raise ValidationError(_("This parameter is empty: leave it out, or say something."), code="empty")
        if any(CONTROL_CHARACTERS.search(value) for value in values):
            raise self.malformed(values[0])
        return self.read_all(values)

    def read_all(self, values: list[str]):
        if len(values) > 1:
            raise ValidationError(_("This parameter can be given only once."), code="repeated")
        return self.read(values[0].strip())

    def read(self, text: str):
        return text

    def malformed(self, text: str) -> ValidationError:
        message = _("`%(text)s` cannot be read here. An example: `%(example)s`.")
        return ValidationError(message, code="malformed", params={"text": text[:80], "example": self.example})


class QueryParameter(Parameter):
    """Words to look for."""

    openapi = {**Parameter.openapi, "maxLength": MAX_QUERY_LENGTH}

    def read(self, text):
        if len(text) > MAX_QUERY_LENGTH:
            message = _("A search takes at most %(most)s characters; this has %(length)s.")
            raise ValidationError(
                message, code="too_long", params={"most": MAX_QUERY_LENGTH, "length": len(text)}
            )
        return text


class DayParameter(Parameter):
    """A calendar day, 2024-01-31."""

    openapi = {"type": "string", "format": "date"}

    def read(self, text):
        try:
            return date.fromisoformat(text if DAY_PATTERN.fullmatch(text) else "")
        except ValueError:
            raise self.malformed(text) from None


class InstantParameter(Parameter):
    """An instant with its offset from UTC, or a day, meaning its beginning."""

    openapi = {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}

    def read(self, text):
        try:
            if DAY_PATTERN.fullmatch(text):
                return timezone.make_aware(datetime.fromisoformat(text))
            return datetime.fromisoformat(text if _INSTANT_PATTERN.fullmatch(text) else "").astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.malformed(text) from None


class NumberParameter(Parameter):
    """A whole number from ``least`` to ``most``."""

    def __init__(self, *, least: int, most: int, **kwargs):
        self.least, self.most = least, most
        self.openapi = {"type": "integer", "minimum": least, "maximum": most}
        super().__init__(**{"example": str(least), **kwargs})

    def read(self, text):
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

    def read(self, text):
        return _check_choice(text, self.choices)


class ListParameter(Parameter):
    """Values with commas between them, any of which will do: ``KR,GB``. Read as a list of lists.

    Where a record can have ``several`` of them at once, values with a plus between them must all be there: ``KR+GB``.
    """

    def __init__(self, *, choices: Iterable[str] = (), pattern: str = "", several: bool = False, **kwargs):
        self.choices, self.pattern, self.several = list(choices), re.compile(pattern), several
        self.openapi = {"type": "array", "items": self.described(), "minItems": 1, "maxItems": MAX_VALUES}
        super().__init__(**{"example": self.choices[0] if self.choices else "", **kwargs})

    def described(self) -> dict:
        """One alternative, for OpenAPI."""
        if self.choices and not self.several:
            return {"type": "string", "enum": self.choices}
        one = "|".join(self.choices) or self.pattern.pattern or r"[^\s,+\x00-\x1f\x7f]+"
        return {
            "type": "string",
            "pattern": f"^(?:{one})(?:\\+(?:{one}))*$" if self.several else f"^(?:{one})$",
        }

    def read_all(self, values):
        """The alternatives, each a list of values that go together; a repeated parameter adds to them."""
        alternatives = [alternative.strip() for value in values for alternative in value.split(",")]
        if len(alternatives) > MAX_VALUES:
            message = _("Give at most %(most)s values.")
            raise ValidationError(message, code="too_many", params={"most": MAX_VALUES})
        return [self.read(alternative) for alternative in alternatives]

    def read(self, text):
        # a plus in an address arrives as a space, unless it was escaped
        together = [value for value in re.split(r"[\s+]+", text) if value] if self.several else [text]
        return [self.read_one(value) for value in together or [""]]

    def read_one(self, value: str) -> str:
        if not value:
            raise ValidationError(_("There is nothing between two commas."), code="empty")
        if self.choices:
            return _check_choice(value, self.choices)
        if self.pattern.pattern and not self.pattern.fullmatch(value):
            raise self.malformed(value)
        return value


def _check_choice(value: str, choices: list[str]) -> str:
    """The value, if it is one of the choices. Raises ValidationError naming the one that was probably meant."""
    if value in choices:
        return value
    meant = closest_match(value, choices)
    if meant:
        message = _("`%(value)s` is not known here: did you mean `%(meant)s`?")
    elif len(choices) <= _MAX_NAMED_CHOICES:
        message = _("`%(value)s` is not known here. Known are: %(choices)s.")
    else:
        message = _("`%(value)s` is not known here. An example: `%(example)s`.")
    params = {"value": value[:80], "meant": meant, "choices": ", ".join(choices), "example": choices[0]}
    raise ValidationError(message, code="unknown_value", params=params)


class IdentifierParameter(Parameter):
    """``scheme:value``; the value in any form that the scheme's own address or spaces give it."""

    def __init__(self, *, schemes=(), **kwargs):
        self.schemes = list(schemes)
        self.openapi = {
            "type": "string",
            "pattern": f"^(?:{'|'.join(schemes) or r'[^\s:]+'}):{VISIBLE_TEXT_PATTERN}$",
        }
        super().__init__(**kwargs)

    def read(self, text):
        scheme, _colon, value = text.partition(":")
        if not scheme.strip() or not value.strip() or (self.schemes and scheme not in self.schemes):
            raise self.malformed(text)
        return f"{scheme}:{identifiers.normalize_identifier(scheme, value)}"
