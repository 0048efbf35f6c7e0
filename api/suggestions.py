"""Records to pick from while somebody types: by the beginning of a title or a name, else by a name that is alike."""

import json

from django.db import connections

from api import serializers
from api.caching import conditional_response
from api.problems import InvalidParameters
from api.responses import raw_json_response
from api.summaries import SUMMARY_SQL, summary_parameters
from api.views import ApiView
from register.kinds import kinds
from register.parameters import ListParameter, QueryParameter
from register.routers import REGISTER_ALIAS
from register.search import autocomplete, similar_names

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

    def get(self, request):
        asked = self.asked(request)
        if "q" not in asked:
            raise InvalidParameters([("q", "required", "Say what has been typed so far.")])
        among = [name for [name] in asked.get("kind", [])] or [kind.name for kind in kinds()]
        return conditional_response(request, lambda: self.answer(request, asked["q"], among))

    def answer(self, request, typed, among):
        found, how = _prefix_matches(request, typed, among), "beginning"
        if not found and (with_names := [name for name in among if name in similar_names.KINDS_WITH_NAMES]):
            found, how = _similar_names(request, typed, with_names), "alike"
        results = ",".join(found)
        return raw_json_response(f'{{"results":[{results}],"match":{json.dumps(how if found else None)}}}')


def _prefix_matches(request, typed: str, among: list[str]) -> list[str]:
    """Records with a word in a title or name that begins so, as JSON texts."""
    if not autocomplete.can_autocomplete(typed):
        return []
    sql, parameters = autocomplete.autocomplete_sql(SUMMARY_SQL, typed, among, _MAX_SUGGESTIONS)
    return _fetch_texts(sql, [*summary_parameters(request), *parameters])


def _similar_names(request, typed: str, among: list[str]) -> list[str]:
    """Organizations and people with a name much like it, as JSON texts."""
    refs = [one.ref for one in similar_names.find_similar_names(typed, among=among, most=_MAX_SUGGESTIONS)]
    return _fetch_texts(_SUMMARIES, [*summary_parameters(request), refs]) if refs else []


def _fetch_texts(sql: str, parameters: list) -> list[str]:
    with connections[REGISTER_ALIAS].cursor() as cursor:
        cursor.execute(sql, parameters)
        return [text for [text] in cursor.fetchall()]
