"""Middleware that counts requests and their seconds by the name of their route."""

import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from prometheus_client import Counter, Histogram

_METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PATCH", "DELETE"}

REQUESTS = Counter("entente_requests", "Requests that were answered.", ["route", "method", "status"])
SECONDS = Histogram(
    "entente_request_seconds",
    "Seconds until the headers of the response.",
    ["route"],
    buckets=(0.005, 0.02, 0.05, 0.15, 0.5, 1, 5, 15),
)


class RequestMetricsMiddleware:
    """Counts each request; labels are names of routes, never paths, which would be as many as there are records."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        if not (settings.METRICS_TOKEN or settings.METRICS_NETWORKS):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = self.get_response(request)
        route = _route_name(request)
        SECONDS.labels(route).observe(time.perf_counter() - began)
        method = request.method if request.method in _METHODS else "other"
        REQUESTS.labels(route, method, response.status_code).inc()
        return response


def _route_name(request: HttpRequest) -> str:
    """Name of the route, its pattern where it has none; ``none`` for an address that no route has."""
    match = request.resolver_match
    if match is None:
        return "none"
    return match.view_name if match.url_name else match.route
