"""The whole API on one screen. Lists end in a slash, single things do not."""

from django.urls import path, re_path

import activities.api
import agreements.api
import organizations.api
import people.api
import register.api.vocabularies
import sources.api
import webhooks.api
from access.keys.api import Keys, Me, OneKey
from register.api import Records, Unknown
from register.api.root import Changes, Problem, Problems, Root, Schema, Vocabularies, Vocabulary
from register.api.suggesting import Suggestions

app_name = "api"

VOCABULARIES = (
    *register.api.vocabularies.VOCABULARIES,
    *agreements.api.VOCABULARIES,
    *organizations.api.VOCABULARIES,
    *people.api.VOCABULARIES,
    *activities.api.VOCABULARIES,
    *sources.api.VOCABULARIES,
)


def records(plural: str, view: type[Records]) -> list:
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
    path("", Root.as_view(), name="root"),
    *records("agreements", agreements.api.Agreements),
    *records("organizations", organizations.api.Organizations),
    *records("people", people.api.People),
    *records("activities", activities.api.Activities),
    *records("topics", agreements.api.Topics),
    path("deadlines/", agreements.api.AgreementDeadlines.as_view()),
    path("suggestions/", Suggestions.as_view()),
    path("changes/", Changes.as_view()),
    path("vocabularies/", Vocabularies.as_view(vocabularies=VOCABULARIES)),
    path("vocabularies/<slug:name>", Vocabulary.as_view(vocabularies=VOCABULARIES)),
    path("problems/", Problems.as_view()),
    path("problems/<slug:code>", Problem.as_view(), name="problem"),
    path("schema", Schema.as_view(), name="schema"),
    path("me", Me.as_view(), name="me"),
    path("me/keys/", Keys.as_view(), name="keys"),
    path("me/keys/<slug:id>", OneKey.as_view(), name="key"),
    path("me/webhooks/", webhooks.api.Webhooks.as_view()),
    path("me/webhooks/<int:id>", webhooks.api.OneWebhook.as_view(), name="webhook"),
    path("me/webhooks/<int:id>/rotate", webhooks.api.Secrets.as_view()),
    path("me/webhooks/<int:id>/test", webhooks.api.Test.as_view()),
    path("me/webhooks/<int:id>/deliveries/", webhooks.api.Deliveries.as_view(), name="webhook-deliveries"),
    path("me/webhooks/<int:id>/deliveries/<int:delivery>/redeliver", webhooks.api.Redelivery.as_view()),
    re_path("^(?P<path>.+)$", Unknown.as_view()),
]
