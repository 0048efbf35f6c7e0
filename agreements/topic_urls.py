"""Addresses of topics."""

from django.urls import path

from agreements import views
from agreements.exports import TopicTable
from register.exports import links

app_name = "topics"
urlpatterns = [
    path("", views.TopicList.as_view(), name="list"),
    *links.addresses(TopicTable),
    path("<ref:ref>", views.TopicDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.TopicVersions.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.TopicVersion.as_view(), name="version"),
    path("<ref:ref>/<slug>", views.TopicDetail.as_view(), name="detail"),
]
