"""The API's views that are not about one kind of record: the start, changes, vocabularies, problems, the schema."""

import json
from functools import cache

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override
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
from register.api.addresses import absolute, in_api, of_change
from register.api.answers import leading
from register.api.asking import PAGE, limit_parameter
from register.api.caching import conditional
from register.kinds import kinds
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
        content = {"resources": resources | {name: in_api(request, name) for name in ("schema", "me")}}
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
            rows = reading.changes(after, limit, lambda row: of_change(request, row))
            last = rows[-1]["id"] if rows else after
            onward = in_api(request, f"changes/?after={last}&limit={limit}")
            return in_json(as_json({"results": rows, "next": onward, "limit": limit}))

        return conditional(request, make)


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
            request,
            lambda: in_json(as_json({"results": [told(request, code) for code in problems.PROBLEMS]})),
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
        page = leading(request, page=reverse("site:problem", args=[code]))
        return conditional(request, lambda: in_json(as_json(told(request, code)), page))


def told(request, code: str) -> dict:
    """A kind of problem in English, its title in every language, and where it is explained to people."""
    kind = problems.PROBLEMS[code]
    titles = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            titles[language] = str(kind.title)
    return {
        "code": code,
        "status": kind.status,
        "title": str(kind.title),
        "titles": titles,
        "meaning": str(kind.meaning),
        "remedy": str(kind.remedy),
        "html_url": absolute(request, reverse("site:problem", args=[code])),
    }


class Schema(PublicView):
    """This API as OpenAPI 3.1."""

    schema = None

    def get(self, request):
        self.asked(request)
        return conditional(request, lambda: in_json(description()))


@cache
def description() -> str:
    return as_json(SchemaGenerator().get_schema(public=True))
