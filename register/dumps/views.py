"""The files of the last dump under addresses that stay (how a web server may help: docs/operations.md)."""

import json

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date

from register.api.caching import conditional
from register.dumps.manifest import MEDIA_TYPES, Manifest, current
from register.exports.views import PublicFile
from register.pages import addresses


class ManifestView(PublicFile):
    """What there is to download, with sizes and hashes, and the change that it stands at."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        manifest = current_or_404()
        text = json.dumps(told(request, manifest), ensure_ascii=False, indent=1)
        return conditional(request, lambda: HttpResponse(text, content_type="application/json"))


class FileView(PublicFile):
    """One file of the dump, whole: there are no ranges, since the next dump may take its place in between."""

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        manifest = current_or_404()
        file = manifest.file(name)
        if file is None:
            raise Http404

        def make():
            try:
                opened = manifest.path_of(file).open("rb")
            except FileNotFoundError as error:  # the next dump has just taken its place
                raise Http404 from error
            headers = {"Last-Modified": http_date(manifest.made.timestamp()), "Accept-Ranges": "none"}
            stem, _dot, extension = name.partition(".")
            return FileResponse(
                opened, as_attachment=True, filename=f"{stem}-{timezone.localdate(manifest.made)}.{extension}",
                content_type=MEDIA_TYPES[file.form], headers=headers,
            )  # fmt: skip

        return conditional(request, make, etag=f'"{file.sha256}"')


def current_or_404() -> Manifest:
    manifest = current()
    if manifest is None:
        raise Http404
    return manifest


def told(request: HttpRequest, manifest: Manifest) -> dict:
    """The manifest as the public reads it: with whole addresses, and without folders."""

    def at(path: str) -> str:
        return addresses.absolute(request, path)

    return {
        "made_at": manifest.made_at,
        "cursor": manifest.cursor,
        "changes": at(f"{reverse('api:root')}changes/?after={manifest.cursor}"),
        "license": settings.DATA_LICENSE,
        "license_url": settings.DATA_LICENSE_URL,
        "schema": at(f"{reverse('api:root')}schema"),
        "documentation": at(reverse("site:data")),
        "files": [
            {
                "name": file.name, "url": at(reverse("dumps:file", args=[file.name])),
                "media_type": MEDIA_TYPES[file.form], "kind": file.kind or None, "language": file.language or None,
                "records": file.records, "bytes": file.bytes, "sha256": file.sha256,
            }
            for file in manifest.whole
        ],
        "deltas": [
            {
                "name": file.name, "url": at(reverse("dumps:file", args=[file.name])),
                "media_type": MEDIA_TYPES[file.form], "from_cursor": file.since, "to_cursor": manifest.cursor,
                "lines": file.records, "bytes": file.bytes, "sha256": file.sha256,
            }
            for file in manifest.deltas
        ],
    }  # fmt: skip
