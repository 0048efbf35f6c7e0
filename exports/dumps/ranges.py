"""Byte ranges of a file, so that a download that broke off is resumed (RFC 9110, 14)."""

import io
import re
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_RANGE = re.compile("bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


class _Part(io.RawIOBase):
    """An open file from where it stands, for so many bytes."""

    def __init__(self, file, length: int):
        self._file, self._left = file, length

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        content = self._file.read(min(len(buffer), self._left))
        buffer[: len(content)] = content
        self._left -= len(content)
        return len(content)

    def close(self) -> None:
        self._file.close()
        super().close()


def ranged_file_response(request: HttpRequest, path: Path, *, etag: str, **options) -> HttpResponseBase:
    """The file, or the part of it that `Range` names unless `If-Range` is another than its strong ETag.

    Several ranges at once are answered with the whole file, which RFC 9110 allows. Raises FileNotFoundError.
    """
    size = path.stat().st_size
    span = _requested_range(request, size, etag)
    if span is not None and not span:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = path.open("rb")
    if span is None:
        response = FileResponse(file, **options)
    else:
        file.seek(span.start)
        response = FileResponse(_Part(file, len(span)), status=206, **options)
        response.headers["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{size}"
        response.headers["Content-Length"] = str(len(span))
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _requested_range(request: HttpRequest, size: int, etag: str) -> range | None:
    """The bytes that are requested; an empty range for none that the file has; None for the whole file."""
    match = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not match or request.headers.get("If-Range", "") not in {"", etag}:
        return None
    first, last = match.groups()
    if not first:  # so many bytes from the end
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)
