"""URLs of activities."""

from django.urls import path

from activities import views
from activities.exports import ActivityTable
from exports import formats
from pages.card_views import card_url
from pages.file_views import file_urls

app_name = "activities"
urlpatterns = [
    path("", views.ActivityList.as_view(), name="list"),
    *formats.export_urls(ActivityTable),
    path("<ref:ref>", views.ActivityDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.ActivityVersionList.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.ActivityVersionDetail.as_view(), name="version"),
    path("<ref:ref>/cite/", views.ActivityCite.as_view(), name="cite"),
    path("<ref:ref>/cite/<slug:form>", views.ActivityCite.as_view(), name="cite_file"),
    *file_urls(views.ActivityDetail),
    card_url(views.ActivityDetail),
    path("<ref:ref>/<slug>", views.ActivityDetail.as_view(), name="detail"),
]
