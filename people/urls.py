"""Addresses of people."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    path("<ref:ref>", views.PersonDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.PersonVersions.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.PersonVersion.as_view(), name="version"),
    path("<ref:ref>/<slug>", views.PersonDetail.as_view(), name="detail"),
]
