"""The whole API on one screen. Lists end in a slash, single things do not."""

from django.urls import path, re_path

import activities.api
import agreements.api
import agreements.topics.api
import api.vocabularies
import organizations.api
import people.api
import record_collections.api
import sources.api
import webhooks.api
from access.keys.api import KeyDetailView, KeyListView, MeView
from api.changes import ChangesView
from api.problem_views import ProblemTypesView, ProblemTypeView
from api.records import RecordViewSet
from api.root import RootView, SchemaView
from api.suggestions import SuggestionsView
from api.views import FallbackView
from api.vocabularies import VocabulariesView, VocabularyView

app_name = "api"

VOCABULARIES = (
    *api.vocabularies.VOCABULARIES,
    *agreements.api.VOCABULARIES,
    *organizations.api.VOCABULARIES,
    *people.api.VOCABULARIES,
    *activities.api.VOCABULARIES,
    *sources.api.VOCABULARIES,
)
RESOURCES = ("deadlines", "suggestions", "changes", "vocabularies", "problems")  # beside the kinds of records


def records(plural: str, view: type[RecordViewSet]) -> list:
    """The addresses of one kind of record."""
    return [
        path(f"{plural}/", view.as_view({"get": "list"})),
        path(f"{plural}/<ref:ref>", view.as_view({"get": "retrieve"})),
        path(f"{plural}/<ref:ref>/links/", view.as_view({"get": "links"})),
        path(f"{plural}/<ref:ref>/versions/", view.as_view({"get": "versions"})),
        path(f"{plural}/<ref:ref>/versions/<int:number>", view.as_view({"get": "version"})),
        path(f"{plural}/<ref:ref>/versions/<int:number>/differences", view.as_view({"get": "differences"})),
    ]


urlpatterns = [
    path("", RootView.as_view(resources=RESOURCES), name="root"),
    *records("agreements", agreements.api.AgreementViewSet),
    *records("organizations", organizations.api.OrganizationViewSet),
    *records("people", people.api.PersonViewSet),
    *records("activities", activities.api.ActivityViewSet),
    *records("topics", agreements.topics.api.TopicViewSet),
    *records("collections", record_collections.api.CollectionViewSet),
    path("deadlines/", agreements.api.AgreementDeadlines.as_view()),
    path("suggestions/", SuggestionsView.as_view()),
    path("changes/", ChangesView.as_view()),
    path("vocabularies/", VocabulariesView.as_view(vocabularies=VOCABULARIES)),
    path("vocabularies/<slug:name>", VocabularyView.as_view(vocabularies=VOCABULARIES)),
    path("problems/", ProblemTypesView.as_view()),
    path("problems/<slug:code>", ProblemTypeView.as_view(), name="problem"),
    path("schema", SchemaView.as_view(), name="schema"),
    path("me", MeView.as_view(), name="me"),
    path("me/keys/", KeyListView.as_view(), name="keys"),
    path("me/keys/<slug:id>", KeyDetailView.as_view(), name="key"),
    path("me/webhooks/", webhooks.api.EndpointListView.as_view()),
    path("me/webhooks/<int:id>", webhooks.api.EndpointDetailView.as_view(), name="webhook"),
    path("me/webhooks/<int:id>/rotate", webhooks.api.EndpointSecretsView.as_view()),
    path("me/webhooks/<int:id>/test", webhooks.api.EndpointTestView.as_view()),
    path(
        "me/webhooks/<int:id>/deliveries/", webhooks.api.DeliveryListView.as_view(), name="webhook-deliveries"
    ),
    path(
        "me/webhooks/<int:id>/deliveries/<int:delivery>/redeliver", webhooks.api.DeliveryRetryView.as_view()
    ),
    re_path("^(?P<path>.+)$", FallbackView.as_view()),
]
