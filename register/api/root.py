"""The API's views that are not about one kind of record: the start, changes, vocabularies, problems, the schema."""

import json
from functools import cache

from django.http import Http404
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter

from register.api import (
    PublicView,
    envelopes,
    in_json,
    problems,
    reading,
    vocabularies,
)
from register.api.addresses import in_api
from register.api.asking import PAGE, limit_parameter
from register.api.caching import conditional
from register.choices import Action
from register.kinds import kind_named, kinds
from register.parameters import NumberParameter

LAST_ID = 2**63 - 1


def as_json(content) -> str:
    return json.dumps(content, ensure_ascii=False)


class Root(PublicView):
    """Where everything is."""

    operation, response = "getRoot", envelopes.AddressesSerializer

    def get(self, request):
        self.asked(request)
        names = [
            *(kind.plural for kind in kinds()),
            "deadlines",
            "suggestions",
            "changes",
            "vocabularies",
            "problems",
        ]
        resources = {name: in_api(request, f"{name}/") for name in names}
        content = {"resources": resources | {"schema": in_api(request, "schema")}}
        return conditional(request, lambda: in_json(as_json(content)))


class Changes(PublicView):
    """Everything that ever happened to the register, in order: follow `next` and miss nothing."""

    operation, response = "listChanges", envelopes.ChangesSerializer
    parameters = {
        "after": NumberParameter(
            least=0, most=LAST_ID, help_text="Changes after the one with this id; 0 when not given."
        ),
        "limit": limit_parameter(),
    }

    def get(self, request):
        asked = self.asked(request)
        after, limit = asked.get("after", 0), asked.get("limit", PAGE)

        def make():
            rows = reading.changes(after, limit, lambda row: self.address(request, row))
            last = rows[-1]["id"] if rows else after
            onward = in_api(request, f"changes/?after={last}&limit={limit}")
            return in_json(as_json({"results": rows, "next": onward, "limit": limit}))

        return conditional(request, make)

    def address(self, request, row) -> str:
        version = f"/versions/{row['number']}" if row["action"] == Action.PUBLISHED else ""
        return in_api(request, f"{kind_named(row['kind']).plural}/{row['ref']}{version}")


class Vocabularies(PublicView):
    """The codes that records use, with their labels in every language of the register."""

    operation, response = "listVocabularies", envelopes.VocabulariesSerializer
    tag = "vocabularies"
    vocabularies: tuple = ()  # the choices classes, given by the list of addresses

    def get(self, request):
        self.asked(request)
        return conditional(request, lambda: in_json(as_json({"results": self.told(request)})))

    def told(self, request) -> list[dict]:
        return [
            {**vocabulary, "url": in_api(request, f"vocabularies/{name}")}
            for name, vocabulary in all_told(self.vocabularies).items()
        ]


class Vocabulary(Vocabularies):
    """One vocabulary."""

    operation, response = "getVocabulary", envelopes.VocabularySerializer
    path_parameters = [OpenApiParameter("name", str, OpenApiParameter.PATH)]

    def get(self, request, name):
        self.asked(request)
        told = {vocabulary["name"]: vocabulary for vocabulary in self.told(request)}
        if name in told:
            return conditional(request, lambda: in_json(as_json(told[name])))
        raise Http404(f"There is no vocabulary {name}.")


@cache
def all_told(choices: tuple) -> dict[str, dict]:
    return vocabularies.all_told(choices)


class Problems(PublicView):
    """Every kind of problem that the API answers with."""

    operation, response = "listProblems", envelopes.ProblemKindsSerializer
    tag = "problems"

    def get(self, request):
        self.asked(request)
        return conditional(
            request, lambda: in_json(as_json({"results": [told(code) for code in problems.PROBLEMS]}))
        )


class Problem(PublicView):
    """One kind of problem: what the `type` of an error leads to."""

    operation, response = "getProblem", envelopes.ProblemKindSerializer
    tag = "problems"
    path_parameters = [OpenApiParameter("code", str, OpenApiParameter.PATH)]

    def get(self, request, code):
        self.asked(request)
        if code not in problems.PROBLEMS:
            raise Http404(f"There is no problem called {code}.")
        return conditional(request, lambda: in_json(as_json(told(code))))


def told(code: str) -> dict:
    kind = problems.PROBLEMS[code]
    return {"code": code, "status": kind.status, "title": kind.title, "meaning": kind.meaning}


class Schema(PublicView):
    """This API as OpenAPI 3.1."""

    schema = None

    def get(self, request):
        self.asked(request)
        return conditional(request, lambda: in_json(description()))


@cache
def description() -> str:
    return as_json(SchemaGenerator().get_schema(public=True))
