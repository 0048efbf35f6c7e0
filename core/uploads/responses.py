"""Response with an attached file: to be kept, not opened in the browser, and harmless if it is."""

from django.core.files.base import File
from django.http import FileResponse

from core.uploads.formats import format_of_media_type
from core.uploads.names import download_name

SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Accept-Ranges": "none",
}


def file_response(opened: File, name: str, media_type: str) -> FileResponse:
    """Response that streams a stored file under this name; of a format that is none of ours it says nothing."""
    file_format = format_of_media_type(media_type)
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=download_name(name, file_format) if file_format else "file",
        content_type=file_format.media_type if file_format else "application/octet-stream",
        headers=SAFE_HEADERS,
    )
    response.headers["Content-Length"] = str(opened.size)
    return response
