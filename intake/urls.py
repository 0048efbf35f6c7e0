"""Pages of the staff area: a record from a text."""

from django.contrib import admin
from django.urls import path

from intake.reading import field_value_view
from intake.views import suggestions_data_view, suggestions_view, text_view, typed_text_view

urlpatterns = [
    path("from-text/", admin.site.admin_view(text_view), name="from_text"),
    path("from-text/suggestions/", admin.site.admin_view(suggestions_view), name="text_suggestions"),
    path("from-text/suggestions.json", admin.site.admin_view(suggestions_data_view), name="text_offers"),
    path("from-text/draft/", admin.site.admin_view(typed_text_view), name="typed_text"),
    path("from-text/value/", admin.site.admin_view(field_value_view), name="text_value"),
]
