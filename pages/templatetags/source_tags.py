"""Tag for words about a place in a source."""

import re

from django import template

from pages.templatetags.page_tags import language_marked

register = template.Library()

_HANGUL = re.compile("[가-힣ㄱ-ㆎ]")


@register.simple_tag
def source_words(words: str, language: str = "") -> str:
    """A place in a source, such as “paragraph 2”, marked as Korean by its letters, else with the source's language."""
    is_korean = bool(_HANGUL.search(words))
    return language_marked(words, "ko" if is_korean else "" if language.split("-")[0] == "ko" else language)
