"""Downloads of the files that published bodies name: documents, and copies of sources that were cleared."""

import json
import logging

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from api.caching import conditional_response
from core.stored_files import stored_name_of
from core.uploads.responses import file_response, set_file_headers
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
        if file is None:
            raise Http404
        response = conditional_response(request, lambda: _download(file), etag=f'"{file.sha256}"')
        if response.status_code == 304:
            set_file_headers(response, file.name, file.media_type)
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def file_urls(record_view: type[RecordDetailView]) -> list[URLPattern]:
    """Addresses of the files that the bodies of a kind name, of the current version and of each."""
    view = RecordFileView.as_view(record_view=record_view)
    return [
        path("<ref:ref>/files/<slug:key>", view, name="file"),
        path("<ref:ref>/versions/<int:number>/files/<slug:key>", view, name="version_file"),
    ]


def _download(file: BodyFile) -> HttpResponseBase:
    """The file as an attachment. Raises Http404 where the storage does not hold it."""
    name = stored_name_of(file.sha256, file.media_type)
    if not name or not default_storage.exists(name):
        logger.error("A published body names a file that is not in the storage: %s", name or file)
        raise Http404
    return file_response(default_storage.open(name), file.name, file.media_type)
