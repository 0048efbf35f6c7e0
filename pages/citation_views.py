"""How to cite a record: a page with the reference in every language of the site, and files for reference managers."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override

from core.localized import in_language
from pages import citation_formats
from pages.views import PublicPageView, RecordDetailView, gone_response
from register import addresses
from register.kinds import kind_named
from register.models import Entry


class CitationView(PublicPageView):
    """The reference of a record's current version; ``form`` asks for it as a file."""

    record_view: type[RecordDetailView]

    def get(self, request: HttpRequest, ref: str, form: str = "") -> HttpResponse:
        entry = Entry.public.of_kind(self.record_view.kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, self.record_view.kind, ref)
        if form:
            return self.file(entry, form)
        name, language = in_language(entry.title)
        plural = kind_named(self.record_view.kind).plural
        context = {
            "section": self.record_view.kind,
            "entry": entry,
            "name": name,
            "name_language": language,
            "record_address": addresses.record_path(ref, entry.title),
            "sentences": self.sentences(entry),
            "files": [
                (form, f"{ref}-v{entry.number}.{ending}", reverse(f"{plural}:cite_file", args=[ref, form]))
                for form, (_write, _type, ending) in citation_formats.CITATION_FORMATS.items()
            ],
            "alternates": addresses.paths_by_language(lambda: reverse(f"{plural}:cite", args=[ref])),
        }
        return render(request, "pages/citation.html", context)

    def file(self, entry: Entry, form: str) -> HttpResponse:
        """The reference as a file. Raises Http404 for a form that is not offered."""
        if form not in citation_formats.CITATION_FORMATS:
            raise Http404
        write, media_type, ending = citation_formats.CITATION_FORMATS[form]
        response = HttpResponse(write(self.citation(entry)), content_type=f"{media_type}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{entry.ref}-v{entry.number}.{ending}"'
        response["X-Robots-Tag"] = "noindex"
        return response

    def sentences(self, entry: Entry) -> list[tuple[str, str]]:
        """``(language, reference in words)``, the language of the page first."""
        codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != get_language())
        told = []
        for code in codes:
            with override(code):
                told.append((code, citation_formats.citation_sentence(self.citation(entry))))
        return told

    def citation(self, entry: Entry) -> citation_formats.RecordCitation:
        title, language = in_language(entry.title)
        return citation_formats.RecordCitation(
            site=str(settings.SITE_NAME),
            ref=entry.ref,
            version=entry.number,
            title=title,
            language=language,
            what=self.record_view().citation_text(json.loads(entry.body)),
            published=timezone.localtime(entry.published_at).date(),
            accessed=timezone.localdate(),
            url=addresses.absolute_url(self.request, addresses.versions_path(entry.ref, entry.number)),
        )
