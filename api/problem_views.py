"""Endpoints of the problem types."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter

from api import problems, serializers
from api.caching import conditional
from api.responses import json_response, link_header
from api.views import ApiView
from register.addresses import absolute_url


class ProblemTypesView(ApiView):
    """Every kind of problem that the API answers with."""

    operation, response = "listProblems", serializers.ProblemKindsSerializer
    tag = "problems"

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        return json_response(
            {"results": [_problem_type_json(request, code) for code in problems.PROBLEM_TYPES]}
        )


class ProblemTypeView(ApiView):
    """One kind of problem: what the `type` of an error leads to."""

    operation, response = "getProblem", serializers.ProblemKindSerializer
    tag = "problems"
    path_parameters = [OpenApiParameter("code", str, OpenApiParameter.PATH)]

    def parse_code(self, request, code: str) -> None:
        """Raises InvalidParameters, or Http404 where no problem type has this code."""
        self.parse_query(request)
        if code not in problems.PROBLEM_TYPES:
            raise Http404(f"There is no problem called {code}.")

    @conditional(parse_code)
    def get(self, request, params, code):
        page = link_header(request, page=reverse("site:problem", args=[code]))
        return json_response(_problem_type_json(request, code), headers=page)


def _problem_type_json(request, code: str) -> dict:
    """A problem type in English, its title in every language, and the URL of its page."""
    problem_type = problems.PROBLEM_TYPES[code]
    titles = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            titles[language] = str(problem_type.title)
    return {
        "code": code,
        "status": problem_type.status,
        "title": str(problem_type.title),
        "titles": titles,
        "meaning": str(problem_type.meaning),
        "remedy": str(problem_type.remedy),
        "html_url": absolute_url(request, reverse("site:problem", args=[code])),
    }
