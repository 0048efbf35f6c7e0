"""URLs of the reconciliation service, without a language; the endpoint answers with and without a slash."""

from django.urls import path

from reconcile import views

app_name = "reconcile"
urlpatterns = [
    path("reconcile", views.ServiceView.as_view(), name="service"),
    path("reconcile/", views.ServiceView.as_view()),
    path("reconcile/suggest/entity", views.SuggestEntityView.as_view(), name="suggest-entity"),
    path("reconcile/suggest/type", views.SuggestTypeView.as_view(), name="suggest-type"),
    path("reconcile/suggest/property", views.SuggestPropertyView.as_view(), name="suggest-property"),
    path("reconcile/properties", views.ProposePropertiesView.as_view(), name="properties"),
    path("reconcile/features/<str:name>", views.FeatureView.as_view(), name="feature"),
    path("reconcile/preview/<ref:ref>", views.PreviewView.as_view(), name="preview"),
    path("reconcile/records/<ref:ref>", views.RecordRedirectView.as_view(), name="record"),
]
