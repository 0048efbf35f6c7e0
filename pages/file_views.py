"""Downloads of the files that published bodies name: documents, and copies of sources that were cleared."""

import json
import logging

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from api.caching import conditional_response
from core.stored_files import stored_name_of
from core.uploads.formats import PDF
from core.uploads.responses import file_response, set_file_headers
from pages.document_views import DocumentView
from pages.views import PublicPageView, RecordDetailView, gone_response
from register.body_files import BodyFile, find_body_file
from register.models import Entry, PublicVersion
from register.versions import upgraded_body

logger = logging.getLogger(__name__)


class RecordFileView(PublicPageView):
    """A file of the current version of a record, or of an earlier one, by the key of the part that names it.

    The published body alone decides. What is not in it, not public or not stored is answered alike.
    """

    rate_limit = "files"
    record_view: type[RecordDetailView] = RecordDetailView
    is_shown = False  # True: a PDF for the frame of the page that shows it, nothing else

    def get(self, request: HttpRequest, ref: str, key: str, number: int | None = None) -> HttpResponseBase:
        kind = self.record_view.kind
        entry = Entry.public.of_kind(kind).filter(ref=ref).first()
        if entry is None:
            return gone_response(request, kind, ref, number)
        if number is None:
            body = json.loads(entry.body)
        else:
            version = PublicVersion.public.readable().filter(ref=ref, kind=kind, number=number).first()
            if version is None:
                return gone_response(request, kind, ref, number)
            body = upgraded_body(version)
        file = find_body_file(body, key)
        if file is None or (self.is_shown and file.media_type != PDF.media_type):
            raise Http404
        is_shown = self.is_shown
        response = conditional_response(request, lambda: _stored(file, is_shown), etag=f'"{file.sha256}"')
        if response.status_code == 304:
            set_file_headers(response, file.name, file.media_type, is_shown=is_shown)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def file_urls(record_view: type[RecordDetailView]) -> list[URLPattern]:
    """Addresses of the files that the bodies of a kind name, of the current version and of each; the page of each."""
    view = RecordFileView.as_view(record_view=record_view)
    shown = RecordFileView.as_view(record_view=record_view, is_shown=True)
    return [
        path(
            "<ref:ref>/documents/<slug:key>", DocumentView.as_view(record_view=record_view), name="document"
        ),
        path("<ref:ref>/files/<slug:key>", view, name="file"),
        path("<ref:ref>/files/<slug:key>/shown", shown, name="shown_file"),
        path("<ref:ref>/versions/<int:number>/files/<slug:key>", view, name="version_file"),
    ]


def _stored(file: BodyFile, is_shown: bool) -> HttpResponseBase:
    """The file, as an attachment or to be shown. Raises Http404 where the storage does not hold it."""
    name = stored_name_of(file.sha256, file.media_type)
    if not name or not default_storage.exists(name):
        logger.error("A published body names a file that is not in the storage: %s", name or file)
        raise Http404
    return file_response(default_storage.open(name), file.name, file.media_type, is_shown=is_shown)
