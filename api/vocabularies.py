"""Vocabularies: codes with labels, and their endpoints.

Bodies hold codes only, so that a new label changes no record.
"""

import re
from functools import cache

from django.conf import settings
from django.db.models import TextChoices
from django.http import Http404
from django.utils.translation import override
from drf_spectacular.utils import OpenApiParameter

from api import serializers
from api.caching import conditional
from api.responses import json_response
from api.views import ApiView
from lifecycle.choices import Certainty, State
from register.addresses import api_url
from register.choices import Action

VOCABULARIES = [State, Certainty, Action]


def _vocabulary_name(choices: type[TextChoices]) -> str:
    """The class's name in snake case: ``agreement_relation_kind``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", choices.__name__).lower()


def _vocabulary_json(choices: type[TextChoices]) -> dict:
    """A vocabulary with its codes, each with a label in every language of the site."""
    labels: dict[str, dict[str, str]] = {code: {} for code in choices.values}
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in choices.choices:
                labels[code][language] = str(label)
    return {
        "name": _vocabulary_name(choices),
        "description": (choices.__doc__ or "").strip().splitlines()[0],
        "values": [{"code": code, "label": label} for code, label in labels.items()],
    }


@cache
def vocabularies_json(vocabularies: tuple[type[TextChoices], ...]) -> dict[str, dict]:
    """Vocabularies by name."""
    return {_vocabulary_name(choices): _vocabulary_json(choices) for choices in vocabularies}


class VocabulariesView(ApiView):
    """The codes that records use, with their labels in every language of the register."""

    operation, response = "listVocabularies", serializers.VocabulariesSerializer
    tag = "vocabularies"
    vocabularies: tuple = ()  # the choices classes, given by the list of addresses

    @conditional(ApiView.parse_query)
    def get(self, request, params):
        return json_response({"results": self.with_urls(request)})

    def with_urls(self, request) -> list[dict]:
        """The vocabularies, each with its URL."""
        return [
            {**vocabulary, "url": api_url(request, f"vocabularies/{name}")}
            for name, vocabulary in vocabularies_json(self.vocabularies).items()
        ]


class VocabularyView(VocabulariesView):
    """One vocabulary."""

    operation, response = "getVocabulary", serializers.VocabularySerializer
    path_parameters = [OpenApiParameter("name", str, OpenApiParameter.PATH)]

    def parse_name(self, request, name: str) -> dict:
        """The vocabulary of this name. Raises InvalidParameters or Http404."""
        self.parse_query(request)
        for vocabulary in self.with_urls(request):
            if vocabulary["name"] == name:
                return vocabulary
        raise Http404(f"There is no vocabulary {name}.")

    @conditional(parse_name)
    def get(self, request, vocabulary, name):
        return json_response(vocabulary)
