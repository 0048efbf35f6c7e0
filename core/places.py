"""Places of an act: field, form field, and the notation in which staff write them, one place a line.

``London (GB), Grand Hall``, ``Seoul (KR)``, ``online``. The country in brackets, which may be empty, separates the city
from the venue, since both may contain commas; it is required where the city itself has brackets, as in
``Cabul (Kabul) ()``. Two cities of one act are two lines, never one place with a slash in it.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_countries import countries

from core.city_countries import country_of_city
from core.city_names import city_in_language
from core.country_words import country_named

_LINE_PATTERN = re.compile(
    r"^(?P<city>.*?)\s*\((?P<country>[A-Za-z]{2})?\)(?:\s*,\s*(?P<venue>.+))?$"
    r"|^(?P<city_alone>[^()]*)$"
)
_MEMBERS = {"city", "country", "venue", "is_online"}


def make_place(city="", country="", venue="", is_online=False) -> dict:
    """A place in its stored shape."""
    return {"city": city, "country": country, "venue": venue, "is_online": is_online}


def parse_place(line: str) -> dict:
    """Place from one line. Raises ValidationError for a malformed line or an unknown country."""
    if line.strip().lower() in {"online", "온라인"}:
        return make_place(is_online=True)
    match = _LINE_PATTERN.match(line.strip())
    if not match:
        raise ValidationError(
            _("Write a place as “Seoul (KR)” or “London (GB), Grand Hall”: %(line)s"), params={"line": line}
        )
    country = (match["country"] or "").upper()
    _validate_country(country)
    return make_place(
        city=match["city"] or match["city_alone"] or "", country=country, venue=match["venue"] or ""
    )


def _validate_country(code: str):
    if code and code not in dict(countries):
        raise ValidationError(_("%(country)s is not a country code (ISO 3166)."), params={"country": code})


def format_place(stored: dict) -> str:
    """Line from which `parse_place` makes the same place."""
    if stored.get("is_online"):
        return "online"
    city, country, venue = stored["city"], stored["country"], stored["venue"]
    place_words = f"{city} ({country})".strip() if country or venue or "(" in city else city
    return f"{place_words}, {venue}" if venue else place_words


def complete_place(line: str) -> dict:
    """Place from one line as people type it, with the country of a city that is known: “Seoul”, “Bern, Switzerland”.

    Brackets say it themselves: “Seoul ()” has none. Raises ValidationError as `parse_place` does.
    """
    place = parse_place(line)
    if "(" in line or not place["city"]:
        return place
    if code := country_of_city(place["city"]):
        return {**place, "country": code}
    head, comma, last = (part.strip() for part in place["city"].rpartition(","))
    if comma and (code := country_named(last)):
        venue, comma, city = (part.strip() for part in head.rpartition(","))
        return {**place, "city": city, "country": code, "venue": venue}
    if code := country_named(place["city"]):
        return {**place, "city": "", "country": code}
    return place


def _explicit_line(place: dict) -> str:
    """The line from which `complete_place` makes the same place: where no country is recorded, it says so."""
    line = format_place(place)
    is_bare = place.get("city") and not place.get("country") and "(" not in line
    return f"{line} ()" if is_bare and complete_place(line) != place else line


class PlacesFormField(forms.CharField):
    """One place a line."""

    widget = forms.Textarea(attrs={"rows": 2, "data-is-read": ""})

    def prepare_value(self, value):
        return "\n".join(_explicit_line(item) for item in value) if isinstance(value, list) else value

    def to_python(self, value):
        return [complete_place(line) for line in (value or "").splitlines() if line.strip()]

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        pass  # the lines were checked when they were parsed

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != (data or "").replace("\r\n", "\n").strip()


class PlacesField(models.JSONField):
    """A list of places; the empty list when none is recorded."""

    empty_strings_allowed = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value, model_instance):
        if not isinstance(value, list) or any(set(item) != _MEMBERS for item in value):
            raise ValidationError(_("Give places as a list of city, country, venue and whether online."))
        for item in value:
            if not any(item.values()):
                raise ValidationError(_("A place needs a city, a country or a venue, or is online."))
            _validate_country(item["country"])
            if parse_place(format_place(item)) != item:
                raise ValidationError(_("A city has no country code in brackets: %(city)s"), params=item)

    def clean(self, value, model_instance):
        value = [make_place(**item) for item in value or []]
        self.validate(value, model_instance)
        return value

    def formfield(self, **kwargs):
        kwargs = {
            name: kwargs[name] for name in ("label", "help_text", "required", "widget") if name in kwargs
        }
        return PlacesFormField(
            **{
                "label": capfirst(self.verbose_name),
                "help_text": self.help_text,
                "required": not self.blank,
                **kwargs,
            }
        )


def place_text(place: dict) -> str:
    """Venue, city and country of a place in the active language."""
    if place.get("is_online"):
        return _("online")
    country = place.get("country", "")
    city = city_in_language(place.get("city") or "")
    return ", ".join(filter(None, [place.get("venue"), city, str(countries.name(country) or country)]))
