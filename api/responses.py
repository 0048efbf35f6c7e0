"""Answers as they leave: JSON text and its headers, compressed for those who take that, headers alone for HEAD."""

import base64
import json
from datetime import datetime

from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date

from register import versions
from register.addresses import absolute_url
from register.models import Version

_MIN_COMPRESSED_BYTES = 1000  # bytes; less fits into one packet anyway


class _UnpaddedGZipMiddleware(GZipMiddleware):
    """Nothing secret is in these answers and nobody's cookie comes with them: no random bytes need to hide lengths."""

    max_random_bytes = 0


_GZIP = _UnpaddedGZipMiddleware(lambda request: HttpResponse())


def compress_or_strip(request, response):
    """The response as it goes out. What is compressed at all says so even where it was not, for caches to know.

    The bytes of a version (a strong ETag) never are: they are what was hashed.
    """
    if response.headers.get("ETag", "").startswith("W/"):
        patch_vary_headers(response, ["Accept-Encoding"])
        if len(response.content) >= _MIN_COMPRESSED_BYTES:
            response = _GZIP.process_response(request, response)
    if request.method == "HEAD":
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def raw_json_response(text: str, headers: dict[str, str] | None = None) -> HttpResponse:
    return HttpResponse(text, content_type="application/json", headers=headers)


def link_header(request, *, page: str = "", onward: str | None = None) -> dict[str, str]:
    """The header that leads to the same for people, a path, and to the next part, an address (RFC 8288)."""
    links = [f'<{absolute_url(request, page)}>; rel="alternate"; type="text/html"'] if page else []
    links += [f'<{onward}>; rel="next"'] if onward else []
    return {"Link": ", ".join(links)} if links else {}


def last_modified_header(published_at: datetime) -> dict[str, str]:
    """The header that says since when this is public."""
    return {"Last-Modified": http_date(published_at.timestamp())}


def version_response(version: Version, headers: dict[str, str]) -> HttpResponse:
    """The bytes of a version with its metadata in headers, `Repr-Digest` as in RFC 9530."""
    digest = base64.b64encode(bytes.fromhex(version.sha256)).decode()
    return raw_json_response(
        version.body,
        {
            **headers,
            **last_modified_header(version.published_at),
            "Repr-Digest": f"sha-256=:{digest}:",
            "X-Record-Published-At": versions.format_instant(version.published_at),
            "X-Record-Ref": version.ref,
            "X-Record-Schema": str(version.schema),
            "X-Record-Version": str(version.number),
        },
    )


def to_json(content) -> str:
    return json.dumps(content, ensure_ascii=False)
