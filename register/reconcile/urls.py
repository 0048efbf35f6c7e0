"""Addresses of the reconciliation service. They have no language; the endpoint is asked with and without a slash."""

from django.urls import path

from register.reconcile import views

app_name = "reconcile"
urlpatterns = [
    path("reconcile", views.Service.as_view(), name="service"),
    path("reconcile/", views.Service.as_view()),
    path("reconcile/suggest/entity", views.SuggestEntity.as_view(), name="suggest-entity"),
    path("reconcile/suggest/type", views.SuggestType.as_view(), name="suggest-type"),
    path("reconcile/suggest/property", views.SuggestProperty.as_view(), name="suggest-property"),
    path("reconcile/properties", views.Properties.as_view(), name="properties"),
    path("reconcile/features/<str:name>", views.Feature.as_view(), name="feature"),
    path("reconcile/preview/<ref:ref>", views.Preview.as_view(), name="preview"),
    path("reconcile/records/<ref:ref>", views.RecordView.as_view(), name="record"),
]
