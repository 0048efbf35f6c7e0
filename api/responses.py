"""JSON responses and their headers: Link, Last-Modified, digests, gzip, HEAD."""

import base64
import json
import re

from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from register import versions
from register.addresses import absolute_url
from register.models import PublicVersion

_MIN_COMPRESSED_BYTES = 1000  # less fits into one packet anyway


# A weight of 0 in Accept-Encoding means "not this one" (RFC 9110, 12.5.3); Django looks for the name alone.
_GZIP_REFUSED = re.compile(r"\bgzip\s*;\s*q=0(\.0*)?\s*(,|$)", re.IGNORECASE)


class _UnpaddedGZipMiddleware(GZipMiddleware):
    """Gzip without random padding: responses hold no secret and no cookie, so their length gives nothing away."""

    max_random_bytes = 0


_GZIP = _UnpaddedGZipMiddleware(lambda request: HttpResponse())


def compress_or_strip(request, response):
    """The response in its final form: compressed for clients that accept gzip, without content for HEAD.

    `Vary` says Accept-Encoding also where the response was too short to compress. The bytes of a version (a strong
    ETag) are never compressed: they are the bytes that were hashed.
    """
    if response.headers.get("ETag", "").startswith("W/"):
        patch_vary_headers(response, ["Accept-Encoding"])
        if len(response.content) >= _MIN_COMPRESSED_BYTES and not _refuses_gzip(request):
            response = _GZIP.process_response(request, response)
    if request.method == "HEAD":
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def _refuses_gzip(request) -> bool:
    return _GZIP_REFUSED.search(request.headers.get("Accept-Encoding", "")) is not None


def to_json(content) -> str:
    """JSON text that leaves letters beyond ASCII as they are."""
    return json.dumps(content, ensure_ascii=False)


def json_response(content, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
    """A response with this content as JSON."""
    return raw_json_response(to_json(content), headers, status=status)


def raw_json_response(text: str, headers: dict[str, str] | None = None, *, status: int = 200) -> HttpResponse:
    """A response whose JSON text is made already, most of it by the database."""
    return HttpResponse(text, content_type="application/json", headers=headers, status=status)


def link_header(request, *, page: str = "", next_url: str | None = None) -> dict[str, str]:
    """The `Link` header (RFC 8288): the page for people, by path, and the next part of the list, by URL."""
    links = [f'<{absolute_url(request, page)}>; rel="alternate"; type="text/html"'] if page else []
    links += [f'<{next_url}>; rel="next"'] if next_url else []
    return {"Link": ", ".join(links)} if links else {}


def version_response(version: PublicVersion, headers: dict[str, str]) -> HttpResponse:
    """The bytes of a version with its metadata in headers, `Repr-Digest` as in RFC 9530."""
    digest = base64.b64encode(bytes.fromhex(version.sha256)).decode()
    return raw_json_response(
        version.body,
        {
            **headers,
            "Repr-Digest": f"sha-256=:{digest}:",
            "X-Record-Published-At": versions.format_instant(version.published_at),
            "X-Record-Ref": version.ref,
            "X-Record-Schema": str(version.schema),
            "X-Record-Version": str(version.number),
        },
    )
