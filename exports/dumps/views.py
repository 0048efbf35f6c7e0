"""Downloads of the last dump, under permanent addresses (served by a web server: docs/operations.md)."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from api.caching import conditional_response
from core.localized import in_language
from exports.dumps.manifest import MEDIA_TYPES, Manifest, current_manifest
from exports.dumps.ranges import ranged_file_response
from exports.public_file import PublicFileView
from register import addresses
from site_profile.current import profile_of


class ManifestView(PublicFileView):
    """Public manifest: files with sizes and hashes, and the cursor of the dump."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        manifest = _manifest_or_404()
        text = json.dumps(_public_manifest(request, manifest), ensure_ascii=False, indent=1)
        return conditional_response(request, lambda: HttpResponse(text, content_type="application/json"))


class DumpFileView(PublicFileView):
    """One file of the dump, or a part of it. The next dump may replace it between two parts: `If-Range` guards them."""

    def get(self, request: HttpRequest, name: str) -> HttpResponseBase:
        manifest = _manifest_or_404()
        file = manifest.find_file(name)
        if file is None:
            raise Http404

        etag, stem, extension = f'"{file.sha256}"', *name.split(".", 1)

        def build_response():
            try:
                return ranged_file_response(
                    request, manifest.path_of(file), etag=etag,
                    as_attachment=True, filename=f"{stem}-{timezone.localdate(manifest.made)}.{extension}",
                    content_type=MEDIA_TYPES[file.form],
                )  # fmt: skip
            except FileNotFoundError as error:  # the next dump has just replaced it
                raise Http404 from error

        return conditional_response(request, build_response, etag=etag, modified_at=manifest.made)


def _manifest_or_404() -> Manifest:
    manifest = current_manifest()
    if manifest is None:
        raise Http404
    return manifest


def _public_manifest(request: HttpRequest, manifest: Manifest) -> dict:
    """The manifest as JSON: with whole addresses, and without folders."""
    profile = profile_of(request)

    def url(path: str) -> str:
        return addresses.absolute_url(request, path)

    return {
        "made_at": manifest.made_at,
        "cursor": manifest.cursor,
        "changes": url(f"{reverse('api:root')}changes/?after={manifest.cursor}"),
        "name": profile.site_name,
        "institution": in_language(profile.institution)[0],
        "license": profile.license_name,
        "license_url": profile.license_url,
        "schema": url(f"{reverse('api:root')}schema"),
        "documentation": url(reverse("site:data")),
        "files": [
            {
                "name": file.name, "url": url(reverse("dumps:file", args=[file.name])),
                "media_type": MEDIA_TYPES[file.form], "kind": file.kind or None, "language": file.language or None,
                "records": file.records, "bytes": file.bytes, "sha256": file.sha256,
            }
            for file in manifest.full_files
        ],
        "deltas": [
            {
                "name": file.name, "url": url(reverse("dumps:file", args=[file.name])),
                "media_type": MEDIA_TYPES[file.form], "from_cursor": file.since, "to_cursor": manifest.cursor,
                "lines": file.records, "bytes": file.bytes, "sha256": file.sha256,
            }
            for file in manifest.deltas
        ],
    }  # fmt: skip
