"""API catalog at /.well-known/api-catalog (RFC 9727)."""

import json

from django.http import HttpResponse
from django.urls import reverse

from api.caching import conditional
from api.views import ApiView
from register.addresses import absolute_url

_LINKSET_MEDIA_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


class ApiCatalogView(ApiView):
    """Links to the API, to its OpenAPI document, to its documentation for people and to its health check."""

    schema = None

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        return HttpResponse(json.dumps(_linkset(request)), content_type=_LINKSET_MEDIA_TYPE)


def _linkset(request) -> dict:
    """The links as a linkset (RFC 9264) with the relations of RFC 8631."""

    def link(path: str, media_type: str) -> list[dict]:
        return [{"href": absolute_url(request, path), "type": media_type}]

    return {
        "linkset": [
            {
                "anchor": absolute_url(request, reverse("api:root")),
                "service-desc": link(reverse("api:schema"), "application/json"),
                "service-doc": link(reverse("site:api"), "text/html"),
                "service-meta": link(reverse("dumps:manifest"), "application/json"),
                "status": link("/readyz", "text/plain"),
            }
        ]
    }
