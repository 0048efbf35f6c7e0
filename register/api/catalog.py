"""Where programs find the API without being told: ``/.well-known/api-catalog`` (RFC 9727), a set of links."""

import json

from django.http import HttpResponse
from django.urls import reverse

from register.api import PublicView
from register.api.addresses import absolute
from register.api.caching import conditional

CONTENT_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'


class Catalog(PublicView):
    """The API with its description for machines, its description for people, and whether it is there."""

    schema = None

    def get(self, request):
        self.asked(request)
        return conditional(
            request, lambda: HttpResponse(json.dumps(links(request)), content_type=CONTENT_TYPE)
        )


def links(request) -> dict:
    """The links as a linkset (RFC 9264), by what they are to the API (RFC 8631)."""

    def link(path: str, media_type: str) -> list[dict]:
        return [{"href": absolute(request, path), "type": media_type}]

    return {
        "linkset": [
            {
                "anchor": absolute(request, reverse("api:root")),
                "service-desc": link(reverse("api:schema"), "application/json"),
                "service-doc": link(reverse("site:api"), "text/html"),
                "service-meta": link(reverse("dumps:manifest"), "application/json"),
                "status": link("/healthz", "text/plain"),
            }
        ]
    }
