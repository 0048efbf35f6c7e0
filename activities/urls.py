"""Addresses of activities."""

from django.urls import path

from activities import views
from activities.exports import ActivityTable
from register.exports import links

app_name = "activities"
urlpatterns = [
    path("", views.ActivityList.as_view(), name="list"),
    *links.addresses(ActivityTable),
    path("<ref:ref>", views.ActivityDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.ActivityVersions.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.ActivityVersion.as_view(), name="version"),
    path("<ref:ref>/cite/", views.ActivityCite.as_view(), name="cite"),
    path("<ref:ref>/cite/<slug:form>", views.ActivityCite.as_view(), name="cite_file"),
    path("<ref:ref>/<slug>", views.ActivityDetail.as_view(), name="detail"),
]
