"""Filters and tags of public pages: labels, dates, texts by language, footnote marks, paths."""

import re
import unicodedata
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import template
from django.utils import formats
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, gettext
from django_countries import countries

from core import edtf
from core.choice_labels import choice_label
from core.city_names import city_in_language
from core.language import language_name
from core.localized import in_language, printed_in_language
from core.web_addresses import is_web_address
from lifecycle.labels import ACT_NAMES
from lifecycle.phrases import bare_date_phrase, duration_words, parse_date_or_none
from lifecycle.spans import MAX_DATE, parse_span, stands_for_no_end
from pages.templatetags.oneline import inline
from register import addresses
from register.bodies import REDACTION_MARKER

register = template.Library()

_OPENING_TAGS = re.compile("(?:<[^>]*>)*")
_HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
# Languages written from right to left (BCP 47).
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}


# Words


register.filter("label", choice_label)
register.filter("is_web_address", is_web_address)


@register.filter
def capitalized(words) -> str:
    """The words with a capital at the beginning, the rest untouched; what is marked up stays so."""
    words = words if isinstance(words, str) else str(words)
    tags = _OPENING_TAGS.match(words) if isinstance(words, SafeString) else None
    start = tags.end() if tags else 0
    return type(words)(words[:start] + words[start : start + 1].upper() + words[start + 1 :])


@register.filter("country")
def country_label(code: str) -> str:
    """The name of a country (ISO 3166) in the active language; an unknown code stays as it is."""
    return str(countries.name(code) or code)


@register.filter("side")
def side_name(words: str) -> str:
    """A side: a country's name where it is a code, else the words."""
    return str(countries.name(words) or words)


@register.filter
def language_label(code: str) -> str:
    """The name of a language (BCP 47) in the active language; an unknown code stays as it is."""
    return language_name(code)


@register.filter
def act_name(kind: str) -> str:
    """The noun of an act, as renewal for renewed; a kind of a later release stays as it is."""
    return str(ACT_NAMES.get(kind, kind))


@register.filter("duration")
def duration_text(length: str) -> str:
    """An ISO 8601 duration in words."""
    return duration_words(length) if length else ""


@register.filter("number")
def grouped_number(value) -> str:
    """A number with its thousands apart, without noughts after the point."""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    whole = exact == exact.to_integral_value()
    return formats.number_format(
        exact.quantize(Decimal(1)) if whole else exact.normalize(), use_l10n=True, force_grouping=True
    )


@register.filter
def printed(part: dict, member: str) -> str:
    """Words as printed, such as a post, in the language of the page where a source gives them in it."""
    return script_marked(printed_in_language(part, member))


@register.filter("city")
def city_html(name: str) -> str:
    """A city, or a city and what it is a part of, in the language of the page where its name is known."""
    return script_marked(city_in_language(name))


@register.filter("place")
def place_html(stored: dict) -> str:
    """A place of an act in words: venue, city, country, each in its own script."""
    if stored.get("is_online"):
        return gettext("online")
    city = city_in_language(stored.get("city") or "")
    names = filter(None, [stored.get("venue"), city, country_label(stored.get("country", ""))])
    return format_html_join(", ", "{}", ((script_marked(name),) for name in names))


# Dates


@register.filter
def edtf_html(text: str) -> str:
    """An EDTF date in words; a ``time`` element where it is one day."""
    if not text:
        return ""
    try:
        date = edtf.parse(text)
    except edtf.EDTFError:  # a marker where something was taken out
        return text
    if date.is_exact_day:
        return format_html('<time datetime="{}">{}</time>', text, date.words())
    return date.words()


@register.filter
def stated_end(until: str) -> str:
    """A last day in EDTF; an empty text where a year such as 9999 stands for “no end”."""
    return "" if until and stands_for_no_end(until) else until


@register.filter
def later_than(until: str, on: str) -> str:
    """A last day in EDTF, where it tells more than the day on which it began; else an empty text."""
    if not stated_end(until) or until == on:
        return ""
    last, begun = (parse_span(text, "end") for text in (until, on))
    return "" if last.latest == begun.latest and last.latest < MAX_DATE else until


@register.filter("day", expects_localtime=True)
def day_html(moment) -> str:
    """A calendar day in words, as a ``time`` element; of an instant, the day that it falls on here."""
    date = moment.date() if isinstance(moment, datetime) else moment
    return edtf_html(date.isoformat()) if date else ""


@register.filter
def date_range_html(ends: tuple) -> str:
    """An earliest and a latest day, and an EDTF mark, in words: one day, "about May 2020", …; empty when unknown."""
    return edtf_html(edtf.from_bounds(*ends))


@register.filter
def bare_date(text: str) -> str:
    """An EDTF date as it stands after “from” or “until”: 3 December 2024 at the latest."""
    day = parse_date_or_none(text)
    return bare_date_phrase(text) if day and not day.is_exact_day else edtf_html(text)


@register.filter
def as_of(text: str) -> str:
    """The time that a figure is of: as of a day; the span itself where it is one."""
    words = bare_date_phrase(text)
    return words if edtf.parse(text).shape == "interval" else gettext("as of %(day)s") % {"day": words}


# Texts


@register.filter
def localized_text(texts: dict) -> str:
    """Text by language as plain words in the active language, or another where there is none."""
    return in_language(texts or {})[0]


@register.filter
def localized_html(texts: dict) -> str:
    """Text by language, marked with its language where that is not the page's."""
    words, code = in_language(texts or {})
    return _language_span(words, code)


@register.filter
def localized_prose(texts: dict) -> str:
    """Like `localized_html`, with a note of the language where that is not the page's."""
    words, code = in_language(texts or {})
    if not code or code == get_language():
        return words
    span = _language_span(words, code)
    return format_html('{} <span class="in-language">{}</span>', span, _language_note(code))


@register.filter
def script_marked(words: str) -> str:
    """A name or words of a source, marked as Korean where they are and the page is not; a place is marked already."""
    if isinstance(words, SafeString):
        return words
    return _language_span(words, "ko" if _HANGUL.search(words or "") else "")


@register.simple_tag
def language_marked(words: str, code: str = "") -> str:
    """Words in a language that is known, or else guessed from their script."""
    return _language_span(words, code) if code else script_marked(words)


@register.filter
def bidi_isolated(words: str, code: str = "") -> str:
    """Words with letters that run from right to left, kept apart so that they disorder nothing around them.

    Their direction is that of their language, else of their first letter, as HTML's ``dir="auto"`` has it. What is
    not known is not claimed: letters say their script (``und-Arab``), not whether they are Arabic or Persian.
    """
    script = "Hebr" if _HEBREW.search(words) else "Arab" if _ARABIC.search(words) else ""
    if not script:
        return words
    is_known = code.split("-")[0] in _RIGHT_TO_LEFT
    first = next(letter for letter in words if unicodedata.bidirectional(letter) in ("L", "R", "AL"))
    if is_known or unicodedata.bidirectional(first) != "L":
        return format_html('<bdi lang="{}" dir="rtl">{}</bdi>', code if is_known else f"und-{script}", words)
    if not code or code == get_language():
        return format_html("<bdi>{}</bdi>", words)
    return format_html('<bdi lang="{}">{}</bdi>', code, words)


def _language_span(words: str, code: str) -> str:
    words = (words or "").replace(REDACTION_MARKER, gettext("[removed]"))
    if (apart := bidi_isolated(words, code)) is not words:
        return apart
    if not code or code == get_language():
        return words
    return format_html('<span lang="{}">{}</span>', code, words)


def _language_note(code: str) -> str:
    return gettext("in %(language)s") % {"language": language_label(code)}


# Addresses


@register.simple_tag
def page_path(ref: str, titles: dict | None = None) -> str:
    """The address of a record's page."""
    return addresses.record_path(ref, titles)


# Pieces


@register.simple_tag(name="marks")
def source_marks_html(marks: list) -> str:
    """The footnote marks of sources beside a fact."""
    return inline("pages/_source_marks.html", marks=marks) if marks else ""


@register.simple_tag(name="mention")
def mention_html(mention, *, plain: bool = False) -> str:
    """A record as a page names it; ``plain`` leaves out its current name."""
    return inline("pages/_mention.html", mention=mention, plain=plain) if mention else ""


@register.simple_tag(takes_context=True)
def absolute_address(context, path: str) -> str:
    """A path with the site's own address before it."""
    return addresses.absolute_url(context.get("request"), path)


@register.simple_tag
def language_links(alternates: Any) -> list[tuple[str, str, str]]:
    """``(code, name in itself, path)`` of this page in the site's other languages; "" are none."""
    return [
        (code, get_language_info(code)["name_local"], path)
        for code, path in (alternates or {}).items()
        if code != get_language()
    ]


@register.inclusion_tag("components/_tag.html")
def status_tag(statuses: dict | None, ref: str) -> dict:
    """The status of one of several agreements, by its reference."""
    return {"status": (statuses or {}).get(ref)}
