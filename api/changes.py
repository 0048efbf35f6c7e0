"""."""

from api import serializers
from api.caching import conditional_response
from api.parameters import DEFAULT_PAGE_SIZE, MAX_ID, limit_parameter
from api.responses import raw_json_response, to_json
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

    def get(self, request):
        asked = self.asked(request)
        after, limit = asked.get("after", 0), asked.get("limit", DEFAULT_PAGE_SIZE)

        def make():
            rows = versions.changes_after(after, limit, lambda row: change_url(request, row))
            last = rows[-1]["id"] if rows else after
            onward = api_url(request, f"changes/?after={last}&limit={limit}")
            return raw_json_response(to_json({"results": rows, "next": onward, "limit": limit}))

        return conditional_response(request, make)
