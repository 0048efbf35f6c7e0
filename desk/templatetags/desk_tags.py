"""Template tags of the staff area."""

from django import template
from django.conf import settings
from django.utils.translation import get_language, get_language_info
from django_countries import countries

from core.country_words import typed_country
from core.language import path_in_language
from core.languages import names_offered
from desk.field_boxes import filled_fields, has_errors, render_lines

register = template.Library()


@register.simple_tag(takes_context=True)
def page_languages(context) -> list[tuple[str, str, str]]:
    """``(code, name in itself, address)`` of this page in the other languages; none of the answer to a form.

    What somebody sent with a form cannot be asked for again by a link.
    """
    request = context["request"]
    if (
        request.META["REQUEST_METHOD"] != "GET"
    ):  # as it came: a link to what was typed is shown like a form that was sent
        return []
    script, address = request.META.get("SCRIPT_NAME", ""), request.get_full_path_info()
    codes = [code for code, _name in settings.LANGUAGES if code != get_language()]
    return [
        (code, get_language_info(code)["name_local"], f"{script}{path_in_language(address, code)}")
        for code in codes
    ]


@register.simple_tag
def country_names() -> list[str]:
    """Names of countries, for a pick list."""
    return [typed_country(code) for code, _name in countries]


@register.simple_tag
def most_bytes_of_a_form() -> int:
    """Largest size of a form in bytes, its files aside."""
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0


register.simple_tag(names_offered, name="language_names")
register.filter("fieldset_lines", render_lines)
register.filter("filled_fields", filled_fields)
register.filter("has_field_errors", has_errors)
