"""Addresses of the bulk files. They have no language: where a file has one, its name says so."""

from django.urls import path

from exports.dumps import views

app_name = "dumps"
urlpatterns = [
    path("manifest.json", views.ManifestView.as_view(), name="manifest"),
    path("<str:name>", views.DumpFileView.as_view(), name="file"),
]
