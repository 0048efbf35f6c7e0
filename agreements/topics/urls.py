"""URL routes of topics."""

from django.urls import path

from agreements.topics import views
from agreements.topics.exports import TopicTable
from exports import formats
from pages.card_views import card_url

app_name = "topics"
urlpatterns = [
    path("", views.TopicList.as_view(), name="list"),
    *formats.export_urls(TopicTable),
    path("<ref:ref>", views.TopicDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.TopicVersionList.as_view(), name="versions"),
    path(
        "<ref:ref>/versions/<int:number>",
        views.TopicVersionDetail.as_view(),
        name="version",
    ),
    card_url(views.TopicDetail),
    path("<ref:ref>/<slug>", views.TopicDetail.as_view(), name="detail"),
]
