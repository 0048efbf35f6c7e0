"""Tags of whose register it is: the profile of the site, and its texts."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html, linebreaks, urlize
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.localized import in_language
from pages.glossary import glossary_terms
from pages.templatetags.page_tags import language_label
from register.bodies import REDACTION_MARKER
from site_profile.current import last_known_profile, profile_of
from site_profile.models import SiteProfile

register = template.Library()


@register.simple_tag(takes_context=True, name="site_profile")
def profile_of_page(context) -> SiteProfile:
    """The profile of the site; on a page without a request, the one that was shown last."""
    request = context.get("request")
    return profile_of(request) if request else last_known_profile()


@register.simple_block_tag
def term(content: str, anchor: str) -> str:
    """Words as a quiet link to what the glossary says of them; without an anchor as they are."""
    content = SafeString(content.strip())  # it is escaped already, and no blank is part of a link
    if not anchor:
        return content
    if anchor not in glossary_terms():
        raise template.TemplateSyntaxError(f"The glossary has no {anchor}.")
    return format_html('<a class="term" href="{}#{}">{}</a>', reverse("site:glossary"), anchor, content)


@register.simple_tag
def localized_paragraphs(texts: dict) -> str:
    """A text by language as paragraphs, with addresses as links, and with its language if that is not the page's."""
    words, code = in_language(texts or {})
    words = words.replace(REDACTION_MARKER, _("[removed]"))
    paragraphs = SafeString(linebreaks(urlize(words, nofollow=True, autoescape=True)))
    if not words or code == get_language():
        return paragraphs
    note = format_html(
        '<p class="in-language">{}</p>', _("in %(language)s") % {"language": language_label(code)}
    )
    return format_html('{}<div lang="{}">{}</div>', note, code, paragraphs)


@register.simple_tag
def hreflang_links(alternates: Any) -> list[tuple[str, str]]:
    """``(hreflang, path)`` of a page that stands in several languages, with that for readers of none of them."""
    if not alternates or len(alternates) < 2:
        return []
    return [*alternates.items(), ("x-default", alternates[settings.LANGUAGE_CODE])]
