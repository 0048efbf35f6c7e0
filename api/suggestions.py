"""Autocomplete endpoint: prefix matches, then similar names."""

import json

from django.db import connections

from api import autocomplete, serializers, similar_names
from api.caching import conditional
from api.problems import InvalidParameters
from api.responses import raw_json_response
from api.summaries import SUMMARY_SQL, summary_parameters
from api.views import ApiView
from register.kinds import kind_named, kinds
from register.parameters import ListParameter, QueryParameter
from register.routers import REGISTER_ALIAS

_MAX_SUGGESTIONS = 10
_SUMMARIES = f"""
SELECT {SUMMARY_SQL} FROM unnest(%s::text[]) WITH ORDINALITY AS found (ref, place)
JOIN register_entry AS other ON other.ref = found.ref ORDER BY place
"""


class SuggestionsView(ApiView):
    """The ten records that are most likely meant by what somebody has typed so far."""

    operation, response = "listSuggestions", serializers.SuggestionsSerializer
    parameters = {
        "q": QueryParameter(required=True, example="minist", help_text="What was typed so far."),
        "kind": ListParameter(
            choices=[kind.name for kind in kinds()], help_text="Records of these kinds only."
        ),
    }

    def parse_search(self, request) -> tuple[str, list[str]]:
        """``(text typed so far, names of kinds)``. Raises InvalidParameters, also where there is no text."""
        params = self.parse_query(request)
        if "q" not in params:
            raise InvalidParameters([("q", "required", "Say what has been typed so far.")])
        kind_names = [name for [name] in params.get("kind", [])] or [kind.name for kind in kinds()]
        return params["q"], kind_names

    @conditional(parse_search)
    def get(self, request, search):
        typed, kind_names = search
        matches, match = _prefix_matches(request, typed, kind_names), "beginning"
        with_names = [name for name in kind_names if kind_named(name).has_names]
        if not matches and with_names:
            matches, match = _similar_names(request, typed, with_names), "alike"
        results = ",".join(matches)
        return raw_json_response(
            f'{{"results":[{results}],"match":{json.dumps(match if matches else None)}}}'
        )


def _prefix_matches(request, typed: str, kind_names: list[str]) -> list[str]:
    """Records with a word in a title or name that begins with this text, as JSON texts."""
    if not autocomplete.can_autocomplete(typed):
        return []
    sql, parameters = autocomplete.autocomplete_sql(SUMMARY_SQL, typed, kind_names, _MAX_SUGGESTIONS)
    return _fetch_texts(sql, [*summary_parameters(request), *parameters])


def _similar_names(request, typed: str, kind_names: list[str]) -> list[str]:
    """Records with a name similar to this text, as JSON texts."""
    matches = similar_names.find_similar_names(typed, among=kind_names, most=_MAX_SUGGESTIONS)
    refs = [match.ref for match in matches]
    return _fetch_texts(_SUMMARIES, [*summary_parameters(request), refs]) if refs else []


def _fetch_texts(sql: str, parameters: list) -> list[str]:
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(sql, parameters)
        return [text for [text] in cursor.fetchall()]
