"""Responses with an attached file: to be kept, and harmless where it is opened; a PDF also to be shown in a frame."""

from django.core.files.base import File
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from core.uploads.formats import format_of_media_type
from core.uploads.names import download_name

_SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "none",
}
# Of a PDF in a frame of our own pages. No `sandbox`, in which browsers show no PDF; what the file asks for stays out.
_SHOWN_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}


def set_file_headers(
    response: HttpResponseBase, name: str, media_type: str, *, is_shown: bool = False
) -> None:
    """Give the headers of a file to a response with it, or to a 304. Of a format that is none of ours they say nothing.

    A cache writes the headers of a 304 over those of the file that it holds. ``is_shown``: in a frame, not to be kept.
    """
    file_format = format_of_media_type(media_type)
    shown_name = download_name(name, file_format) if file_format else "file"
    headers = {
        **_SAFE_HEADERS,
        **(_SHOWN_HEADERS if is_shown else {}),
        "Content-Type": file_format.media_type if file_format else "application/octet-stream",
        "Content-Disposition": content_disposition_header(as_attachment=not is_shown, filename=shown_name)
        or "",
    }
    for header, value in headers.items():
        response.headers[header] = value


def file_response(opened: File, name: str, media_type: str, *, is_shown: bool = False) -> FileResponse:
    """Response that streams a stored file under this name."""
    response = FileResponse(opened)
    set_file_headers(response, name, media_type, is_shown=is_shown)
    response.headers["Content-Length"] = str(opened.size)
    return response
