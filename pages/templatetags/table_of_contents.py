"""Table of contents of a long page, made from its headings so that no list has to be kept in step."""

import re

from django import template
from django.template.loader import get_template
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

register = template.Library()

_HEADING = re.compile(r'<h2 id="(?P<anchor>[^"]+)">(?P<words>.*?)</h2>', re.DOTALL)
_HEADER_END = "</header>"
_MIN_SECTIONS = 4  # pages with fewer need no table of contents


@register.simple_block_tag
def with_contents(content: SafeString) -> str:
    """A page's article with links to its sections after its head, where there are more than a few."""
    sections = [
        (heading["anchor"], SafeString(strip_tags(heading["words"])))
        for heading in _HEADING.finditer(content)
    ]
    head, end, rest = content.partition(_HEADER_END)
    if len(sections) < _MIN_SECTIONS or not end:
        return content
    links = get_template("components/_contents.html").render({"sections": sections})
    return SafeString(f"{head}{end}{links}{rest}")
