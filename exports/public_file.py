"""."""

from collections.abc import Iterable
from typing import ClassVar

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.views import View


class PublicFileView(View):
    """A public answer that is no page: any cache may hold it, any script read it, no search engine lists it."""

    http_method_names = ["get", "head", "options"]
    media_type: ClassVar[str]

    def streamed(self, pieces: Iterable[bytes], file_name: str, *, is_attachment: bool) -> HttpResponseBase:
        """The answer; HEAD gets its headers, and nothing is read for it."""
        if self.request.method == "HEAD":
            pieces = ()
        disposition = content_disposition_header(as_attachment=is_attachment, filename=file_name)
        return StreamingHttpResponse(
            pieces, content_type=self.media_type, headers={"Content-Disposition": disposition}
        )

    def dispatch(self, request, *args, **kwargs):
        # nobody's cookies are this answer's business: without them, no middleware answers one with another
        request.COOKIES.clear()
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["X-Robots-Tag"] = "noindex"
        return response
