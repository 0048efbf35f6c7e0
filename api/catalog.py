"""Where programs find the API without being told: ``/.well-known/api-catalog`` (RFC 9727), a set of links."""

import json

from django.http import HttpResponse
from django.urls import reverse

from api.caching import conditional_response
from api.views import ApiView
from register.addresses import absolute_url

_LINKSET_MEDIA_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


class ApiCatalogView(ApiView):
    """The API with its description for machines, its description for people, and whether it is there."""

    schema = None

    def get(self, request):
        self.asked(request)
        return conditional_response(
            request, lambda: HttpResponse(json.dumps(_linkset(request)), content_type=_LINKSET_MEDIA_TYPE)
        )


def _linkset(request) -> dict:
    """The links as a linkset (RFC 9264), by what they are to the API (RFC 8631)."""

    def link(path: str, media_type: str) -> list[dict]:
        return [{"href": absolute_url(request, path), "type": media_type}]

    return {
        "linkset": [
            {
                "anchor": absolute_url(request, reverse("api:root")),
                "service-desc": link(reverse("api:schema"), "application/json"),
                "service-doc": link(reverse("site:api"), "text/html"),
                "service-meta": link(reverse("dumps:manifest"), "application/json"),
                "status": link("/healthz", "text/plain"),
            }
        ]
    }
