"""The record of a page, rendered from a body that is not stored."""

from collections.abc import Sequence
from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.module_loading import import_string

from core.localized import in_language
from pages.linked_records import LinkedRecord
from pages.mentions import RecordDirectory, mentioned_refs
from pages.source_marks import FactSources
from register.kinds import kind_named
from tests.pages.outlines.outline import content_outline
from tests.template_nodes import TemplateNodes


class Rendered:
    """The record of a body as a version of it shows it, for bodies that differ in a member."""

    def __init__(self, body: dict, members, nodes: TemplateNodes | None = None):
        self.body, self._members, self._nodes = body, members, nodes or TemplateNodes()
        self.kind = kind_named(body["object"])
        self._view = import_string(self.kind.page)()
        self._directory = RecordDirectory(mentioned_refs(body) - {body["ref"]})

    def outline(self, body: dict, linked: Sequence[LinkedRecord] = ()) -> list[str]:
        """Lines of its outline; ``linked`` are records that point at it."""
        page = self._view.page_context(body, FactSources(body), self._directory, list(linked))
        name, language = in_language(self.kind.index(body).title)
        version = SimpleNamespace(published_at=timezone.now())
        context = self._view.version_context(version, body, page) | {
            "body": body, "page": page, "name": name, "name_language": language, "page_language": "en",
            "files_address": "/files/",
        }  # fmt: skip
        template = self._view.template_name.replace("_detail", "_record")
        outline = self._nodes.keep(render_to_string(template, context), content_outline)
        return self._members.named(outline, body["ref"]).splitlines()

    def lines(self, body: dict, begins: str, linked: Sequence[LinkedRecord] = ()) -> list[str]:
        """The lines that begin so."""
        return [line for line in self.outline(body, linked) if line.startswith(begins)]
