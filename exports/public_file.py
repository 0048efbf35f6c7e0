"""View of a public file: readable by any script and cache, without cookies, not indexed."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import ClassVar

from django.db import OperationalError
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views import View

from api.problems import problem_response
from api.rate_limited import RateLimitedView
from api.timeouts import FILE_TIMEOUT_MS, is_statement_timeout, set_statement_timeout

_FIRST_PIECES = 2  # the first may be a heading, which asks nothing of the database


class PublicFileView(RateLimitedView, View):
    """A public response that is no page: cacheable by anybody, with CORS for all, not listed by search engines."""

    http_method_names = ["get", "head", "options"]
    rate_limit = "files"
    media_type: ClassVar[str]

    def stream_response(
        self, pieces: Iterable[bytes], file_name: str, *, is_attachment: bool
    ) -> HttpResponseBase:
        """Streamed response; for HEAD only its headers, and ``pieces`` is not touched."""
        pieces = () if self.request.method == "HEAD" else _begun(pieces)
        disposition = content_disposition_header(as_attachment=is_attachment, filename=file_name)
        return StreamingHttpResponse(
            pieces, content_type=self.media_type, headers={"Content-Disposition": disposition}
        )

    def dispatch(self, request, *args, **kwargs):
        # a shared cache holds the response: without cookies no middleware makes it depend on one
        request.COOKIES.clear()
        set_statement_timeout(FILE_TIMEOUT_MS)
        try:
            response = super().dispatch(request, *args, **kwargs)
        except OperationalError as error:
            if not is_statement_timeout(error):
                raise
            response = problem_response(
                request, "too_slow", "The register could not begin with this file in time."
            )
            response.headers["Retry-After"] = "30"
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Robots-Tag"] = "noindex"
        return response


def _begun(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, the first of which are made at once: what fails before them is answered as an error, not with 200."""
    rest = (piece for piece in pieces)
    first = list(islice(rest, _FIRST_PIECES))

    def all_pieces() -> Iterator[bytes]:
        try:
            yield from first
            yield from rest
        finally:
            rest.close()

    return all_pieces()
