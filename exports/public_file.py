"""View of a public file: readable by any script and cache, without cookies, not indexed."""

from collections.abc import Iterable
from typing import ClassVar

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views import View

from api.rate_limited import RateLimitedView
from api.timeouts import FILE_TIMEOUT_MS, set_statement_timeout


class PublicFileView(RateLimitedView, View):
    """A public response that is no page: cacheable by anybody, with CORS for all, not listed by search engines."""

    http_method_names = ["get", "head", "options"]
    rate_limit = "files"
    media_type: ClassVar[str]

    def stream_response(
        self, pieces: Iterable[bytes], file_name: str, *, is_attachment: bool
    ) -> HttpResponseBase:
        """Streamed response; for HEAD only its headers, and ``pieces`` is not touched."""
        if self.request.method == "HEAD":
            pieces = ()
        disposition = content_disposition_header(as_attachment=is_attachment, filename=file_name)
        return StreamingHttpResponse(
            pieces, content_type=self.media_type, headers={"Content-Disposition": disposition}
        )

    def dispatch(self, request, *args, **kwargs):
        # a shared cache holds the response: without cookies no middleware makes it depend on one
        request.COOKIES.clear()
        set_statement_timeout(FILE_TIMEOUT_MS)
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
