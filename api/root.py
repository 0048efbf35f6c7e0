"""API root and OpenAPI document."""

import json
from functools import cache

from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator

from api import serializers
from api.caching import conditional
from api.responses import json_response, to_json
from api.views import ApiView
from core.localized import in_language
from register.addresses import absolute_url, api_url
from register.kinds import kinds
from site_profile.current import profile_of
from site_profile.models import SiteProfile


class RootView(ApiView):
    """Where everything is."""

    operation, response = "getRoot", serializers.AddressesSerializer

    resources: tuple[str, ...] = ()  # the lists beside those of records, given by the list of addresses

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        names = [*(kind.plural for kind in kinds()), *self.resources]
        urls = {name: api_url(request, f"{name}/") for name in names}
        return json_response(
            {"resources": urls | {name: api_url(request, name) for name in ("schema", "me")}}
        )


class SchemaView(ApiView):
    """This API as OpenAPI 3.1."""

    schema = None

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        server = {"url": absolute_url(request, "/").removesuffix("/")}
        document = openapi_document()
        info = document["info"] | _info_of(profile_of(request))
        return json_response(document | {"info": info, "servers": [server]})


def _info_of(profile: SiteProfile) -> dict:
    """Name, licence and contact of the register in the description, in English as the rest of it."""
    with override("en"):
        institution = in_language(profile.institution)[0]
        contact = {"name": institution, "email": profile.contact_email}
        license = {"name": profile.license_name, "url": profile.license_url}
        members = {
            "title": profile.site_name,
            "contact": {name: value for name, value in contact.items() if value},
            "license": {name: value for name, value in license.items() if value},
        }
    return {name: value for name, value in members.items() if value}


@cache
def openapi_document() -> dict:
    """The OpenAPI document, in English whoever is the first to ask; made once in each process."""
    with override("en"):
        return json.loads(to_json(SchemaGenerator().get_schema(public=True)))
