"""Addresses of people."""

from django.urls import path

from people import views
from people.exports import PersonTable
from register.exports import links

app_name = "people"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    *links.addresses(PersonTable),
    path("<ref:ref>", views.PersonDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.PersonVersions.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.PersonVersion.as_view(), name="version"),
    path("<ref:ref>/<slug>", views.PersonDetail.as_view(), name="detail"),
]
