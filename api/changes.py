"""Endpoint of the change log."""

from api import serializers
from api.caching import conditional
from api.parameters import DEFAULT_PAGE_SIZE, MAX_ID, limit_parameter
from api.responses import json_response
from api.views import ApiView
from register import versions
from register.addresses import api_url, change_url
from register.parameters import NumberParameter


class ChangesView(ApiView):
    """Everything that ever happened to the register, in order: follow `next` and miss nothing."""

    operation, response = "listChanges", serializers.ChangesSerializer
    parameters = {
        "after": NumberParameter(
            least=0, most=MAX_ID, help_text="Changes after the one with this id; 0 when not given."
        ),
        "limit": limit_parameter(),
    }

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        after, limit = params.get("after", 0), params.get("limit", DEFAULT_PAGE_SIZE)
        rows = versions.changes_after(after, limit, lambda row: change_url(request, row))
        last = rows[-1]["id"] if rows else after
        next_url = api_url(request, f"changes/?after={last}&limit={limit}")
        return json_response({"results": rows, "next": next_url, "limit": limit})
