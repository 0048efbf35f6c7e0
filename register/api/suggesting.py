"""Records to pick from while somebody types: by the beginning of a title or a name, else by a name that is alike."""

import json

from django.db import connections

from register.api import PublicView, envelopes
from register.api.answers import in_json
from register.api.caching import conditional
from register.api.problems import InvalidParameters
from register.api.summaries import SUMMARY, bases
from register.kinds import kinds
from register.parameters import ListParameter, QueryParameter
from register.querysets import REGISTER
from register.search import beginnings, names

MOST = 10
THESE = f"""
SELECT {SUMMARY} FROM unnest(%s::text[]) WITH ORDINALITY AS found (ref, place)
JOIN register_entry AS other ON other.ref = found.ref ORDER BY place
"""


class Suggestions(PublicView):
    """The ten records that are most likely meant by what somebody has typed so far."""

    operation, response = "listSuggestions", envelopes.SuggestionsSerializer
    parameters = {
        "q": QueryParameter(required=True, example="minist", help_text="What was typed so far."),
        "kind": ListParameter(
            choices=["agreement", "organization", "person", "activity", "topic"],
            help_text="Records of these kinds only.",
        ),
    }

    def get(self, request):
        asked = self.asked(request)
        if "q" not in asked:
            raise InvalidParameters([("q", "required", "Say what has been typed so far.")])
        among = [name for [name] in asked.get("kind", [])] or [kind.name for kind in kinds()]
        return conditional(request, lambda: self.answer(request, asked["q"], among))

    def answer(self, request, typed, among):
        found, how = beginning(request, typed, among), "beginning"
        if not found and (with_names := [name for name in among if name in names.WITH_NAMES]):
            found, how = alike(request, typed, with_names), "alike"
        results = ",".join(found)
        return in_json(f'{{"results":[{results}],"match":{json.dumps(how if found else None)}}}')


def beginning(request, typed: str, among: list[str]) -> list[str]:
    """Records with a word in a title or name that begins so, as JSON texts."""
    if not beginnings.is_enough(typed):
        return []
    sql, parameters = beginnings.statement(SUMMARY, typed, among, MOST)
    return texts(sql, [*bases(request), *parameters])


def alike(request, typed: str, among: list[str]) -> list[str]:
    """Organizations and people with a name much like it, as JSON texts."""
    refs = [one.ref for one in names.alike(typed, among=among, most=MOST)]
    return texts(THESE, [*bases(request), refs]) if refs else []


def texts(sql: str, parameters: list) -> list[str]:
    with connections[REGISTER].cursor() as cursor:
        cursor.execute(sql, parameters)
        return [text for [text] in cursor.fetchall()]
