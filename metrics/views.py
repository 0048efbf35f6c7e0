"""The page /metrics, for who holds the token or comes from a network of the settings."""

import ipaddress
import os

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from access.senders import client_address
from metrics.gauges import InstallationCollector


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Metrics in the text format of Prometheus; 404 where the settings let nobody see them."""
    if not (settings.METRICS_TOKEN or settings.METRICS_NETWORKS):
        raise Http404
    if not (_has_token(request) or _is_from_network(request)):
        return HttpResponseForbidden("Not for this network, and no token.\n", content_type="text/plain")
    content = generate_latest(_requests_of_all_workers()) + generate_latest(_installation())
    return HttpResponse(content, content_type=CONTENT_TYPE_LATEST)


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "")
    expected = f"Bearer {settings.METRICS_TOKEN}"
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, expected)


def _is_from_network(request: HttpRequest) -> bool:
    try:
        client = ipaddress.ip_network(client_address(request))  # of IPv6 a /64
    except ValueError:
        return False
    networks = map(ipaddress.ip_network, settings.METRICS_NETWORKS)
    return any(client.version == network.version and client.subnet_of(network) for network in networks)


def _requests_of_all_workers() -> CollectorRegistry:
    """Requests of all workers that share PROMETHEUS_MULTIPROC_DIR; without it, of this process."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return registry


def _installation() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(InstallationCollector())
    return registry
