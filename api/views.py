"""Base view of the public API: read-only JSON, CORS, no cookies, strict query parameters."""

from functools import partial

from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.urls import Resolver404, resolve
from rest_framework.renderers import JSONRenderer
from rest_framework.views import APIView

from api.cors import CORS_HEADERS
from api.problems import invalid_form
from api.responses import compress_or_strip
from api.timeouts import API_TIMEOUT_MS, set_statement_timeout, within_timeout
from register.parameters import Parameter, parameter_form

_ACCEPTED_TYPES = {"*/*", "application/json"}


class ApiView(APIView):
    """Base view of the API. Subclasses give their query ``parameters`` by name, and what `api.openapi` asks for."""

    http_method_names = ["get", "head", "options"]
    parameters: dict[str, Parameter] = {}

    timeout_ms = API_TIMEOUT_MS

    def dispatch(self, request, *args, **kwargs):
        answer = partial(super().dispatch, request, *args, **kwargs)
        if request.method not in {"GET", "HEAD"}:  # the body of a POST can be read but once
            return answer()

        def build(milliseconds: int) -> HttpResponse:
            self.timeout_ms = milliseconds
            return answer()

        try:
            return within_timeout(build, API_TIMEOUT_MS)
        except OperationalError as error:  # no place for a costly question was free
            return self.finalize_response(self.request, self.handle_exception(error))

    def initialize_request(self, request, *args, **kwargs):
        """The request without its cookies, so that no middleware sets another."""
        request.COOKIES.clear()
        request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)
        return super().initialize_request(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        """The API's time limit; here, an error becomes a problem response."""
        set_statement_timeout(self.timeout_ms)
        super().initial(request, *args, **kwargs)

    def perform_content_negotiation(self, request, force=False):
        """JSON; the header is parsed only where it is not one that most clients send. Raises NotAcceptable."""
        if request.META.get("HTTP_ACCEPT", "*/*") in _ACCEPTED_TYPES:
            return JSONRenderer(), JSONRenderer.media_type
        return super().perform_content_negotiation(request, force)

    def options(self, request, *args, **kwargs):
        """The answer to a CORS preflight request, and to any other OPTIONS."""
        return HttpResponse(
            status=204,
            headers={
                "Access-Control-Allow-Methods": ", ".join(self.allowed_methods),
                # without Authorization: a key that stands in a web page is anybody's
                "Access-Control-Allow-Headers": "Accept, If-None-Match",
                "Access-Control-Max-Age": "86400",
            },
        )

    def finalize_response(self, request, response, *args, **kwargs):
        for name, value in CORS_HEADERS.items():
            response.headers[name] = value
        return compress_or_strip(request, super().finalize_response(request, response, *args, **kwargs))

    def parse_query(self, request, parameters: dict[str, Parameter] | None = None) -> dict:
        """The values of the query's parameters, by name, without those that were not given.

        They are the view's own ``parameters`` unless others are given. Raises InvalidParameters.
        """
        if not request.GET:
            return {}
        form = parameter_form(request.GET, self.parameters if parameters is None else parameters)
        if not form.is_valid():
            raise invalid_form(form)
        return {name: value for name, value in form.cleaned_data.items() if value is not None}


class FallbackView(ApiView):
    """Any other path under the API: redirects one with a slash too many or too few, else answers 404."""

    schema = None

    def get(self, request, path=""):
        path = path or ""  # None for the root without its slash
        other = request.path_info.rstrip("/") if path.endswith("/") else f"{request.path_info}/"
        try:
            is_known = getattr(resolve(other).func, "cls", FallbackView) is not FallbackView
        except Resolver404:
            is_known = False
        if not is_known:
            raise Http404("The API has no such address.")
        query = request.META.get("QUERY_STRING", "")
        prefix = request.path.removesuffix(request.path_info)
        return HttpResponse(status=308, headers={"Location": f"{prefix}{other}{'?' if query else ''}{query}"})

    http_method_not_allowed = get  # 404 rather than 405: no other method would help
