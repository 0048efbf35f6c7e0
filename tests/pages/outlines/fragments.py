"""Public templates in states that whole pages are rarely in: one and many, with and without."""

from collections.abc import Callable, Iterator

from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from tests.pages.outlines import (
    fragments_in_korean,
    fragments_of_accounts,
    fragments_of_agreements,
    fragments_of_documents,
    fragments_of_following,
    fragments_of_lists,
    fragments_of_others,
    fragments_of_pictures,
)
from tests.pages.outlines.outline import content_outline, picture_outline, public_outline
from tests.template_nodes import TemplateNodes

FRAMES = ("base.html", "accounts/frame.html")  # of which pages are kept without what they have in common
GROUPS = {
    "fragments-agreements": fragments_of_agreements.FRAGMENTS,
    "fragments-documents": fragments_of_documents.FRAGMENTS,
    "fragments-accounts": fragments_of_accounts.FRAGMENTS,
    "fragments-following": fragments_of_following.FRAGMENTS,
    "fragments-others": fragments_of_others.FRAGMENTS,
    "fragments-lists": fragments_of_lists.FRAGMENTS,
    "fragments-in-other-words": fragments_in_korean.FRAGMENTS,
    "fragments-pictures": fragments_of_pictures.FRAGMENTS,
}


def fragment_outlines(nodes: TemplateNodes, language: str) -> Iterator[tuple[str, str]]:
    """Name and text of each group; of its templates one below the other."""
    request = RequestFactory().get("/")
    shared = {"page_language": language, "name_language": language, "csrf_token": "token"}
    with translation.override(language):
        for group, fragments in GROUPS.items():
            pieces = [
                (template, render_to_string(template, shared | context, request))
                for template, contexts in fragments.items()
                for context in contexts
            ]
            texts = [
                f"=== {template}\n{nodes.keep(html, _outline_of(template))}\n" for template, html in pieces
            ]
            yield f"{group}.{language}.txt", "\n".join(texts)


def _outline_of(template: str) -> Callable[[str], str]:
    """The way in which a template is put into text."""
    if template.startswith(("pictures/", "statistics/")):
        return picture_outline
    if template in FRAMES:
        return lambda html: f"{public_outline(html)}\n{content_outline(html)}"
    return lambda html: public_outline(html) if "<html" in html else content_outline(html)
