"""Inline code: backticks as HTML."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter("code")
def backticks_as_code(sentence: str) -> SafeString:
    """The sentence with what stands between backticks as ``<code>``."""
    parts = str(sentence).split("`")
    return format_html_join(
        "",
        "{}",
        ([format_html("<code>{}</code>", part) if place % 2 else part] for place, part in enumerate(parts)),
    )
