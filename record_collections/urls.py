"""URL routes of collections."""

from django.urls import path

from exports import formats
from pages.card_views import card_url
from record_collections import views
from record_collections.exports import CollectionTable

app_name = "collections"
urlpatterns = [
    path("", views.CollectionList.as_view(), name="list"),
    *formats.export_urls(CollectionTable),
    path("<ref:ref>", views.CollectionDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.CollectionVersionList.as_view(), name="versions"),
    path(
        "<ref:ref>/versions/<int:number>",
        views.CollectionVersionDetail.as_view(),
        name="version",
    ),
    card_url(views.CollectionDetail),
    path("<ref:ref>/<slug>", views.CollectionDetail.as_view(), name="detail"),
]
