"""Citation page of a record, in every language of the site, and its files for reference managers."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override

from core.localized import in_language
from pages.citation_formats import CITATION_FORMATS, RecordCitation, citation_sentence
from pages.views import PublicPageView, RecordDetailView, gone_response
from register import addresses
from register.kinds import kind_named
from register.models import Entry


class CitationView(PublicPageView):
    """The citation of a record's current version; ``form`` names a file format, see `CITATION_FORMATS`."""

    record_view: type[RecordDetailView]

    def get(self, request: HttpRequest, ref: str, form: str = "") -> HttpResponse:
        kind_name = self.record_view.kind
        entry = Entry.public.of_kind(kind_name).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, kind_name, ref)
        if form:
            return self._download(entry, form)
        name, language = in_language(entry.title)
        plural = kind_named(kind_name).plural
        context = {
            "section": kind_name,
            "entry": entry,
            "name": name,
            "name_language": language,
            "record_address": addresses.record_path(ref, entry.title),
            "sentences": self._sentences_by_language(entry),
            "files": [
                {
                    "label": citation_format.label,
                    "name": f"{ref}-v{entry.number}.{citation_format.extension}",
                    "address": reverse(f"{plural}:cite_file", args=[ref, code]),
                }
                for code, citation_format in CITATION_FORMATS.items()
            ],
            "alternates": addresses.paths_by_language(lambda: reverse(f"{plural}:cite", args=[ref])),
        }
        return render(request, "pages/citation.html", context)

    def _download(self, entry: Entry, form: str) -> HttpResponse:
        """The citation as a file. Raises Http404 for an unknown format."""
        if form not in CITATION_FORMATS:
            raise Http404
        citation_format = CITATION_FORMATS[form]
        content_type = f"{citation_format.media_type}; charset=utf-8"
        response = HttpResponse(citation_format.write(self._citation(entry)), content_type=content_type)
        file_name = f"{entry.ref}-v{entry.number}.{citation_format.extension}"
        response["Content-Disposition"] = f'attachment; filename="{file_name}"'
        response["X-Robots-Tag"] = "noindex"
        return response

    def _sentences_by_language(self, entry: Entry) -> list[tuple[str, str]]:
        """``(language, citation in words)``, the language of the page first."""
        codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != get_language())
        sentences = []
        for code in codes:
            with override(code):
                sentences.append((code, citation_sentence(self._citation(entry))))
        return sentences

    def _citation(self, entry: Entry) -> RecordCitation:
        return self.record_view(request=self.request).citation(entry, json.loads(entry.body))
