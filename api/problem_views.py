"""."""

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter

from api import problems, serializers
from api.caching import conditional_response
from api.responses import link_header, raw_json_response, to_json
from api.views import ApiView
from register.addresses import absolute_url


class ProblemTypesView(ApiView):
    """Every kind of problem that the API answers with."""

    operation, response = "listProblems", serializers.ProblemKindsSerializer
    tag = "problems"

    def get(self, request):
        self.asked(request)
        return conditional_response(
            request,
            lambda: raw_json_response(
                to_json({"results": [_problem_type_json(request, code) for code in problems.PROBLEM_TYPES]})
            ),
        )


class ProblemTypeView(ApiView):
    """One kind of problem: what the `type` of an error leads to."""

    operation, response = "getProblem", serializers.ProblemKindSerializer
    tag = "problems"
    path_parameters = [OpenApiParameter("code", str, OpenApiParameter.PATH)]

    def get(self, request, code):
        self.asked(request)
        if code not in problems.PROBLEM_TYPES:
            raise Http404(f"There is no problem called {code}.")
        page = link_header(request, page=reverse("site:problem", args=[code]))
        return conditional_response(
            request, lambda: raw_json_response(to_json(_problem_type_json(request, code)), page)
        )


def _problem_type_json(request, code: str) -> dict:
    """A kind of problem in English, its title in every language, and where it is explained to people."""
    kind = problems.PROBLEM_TYPES[code]
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
        "html_url": absolute_url(request, reverse("site:problem", args=[code])),
    }
