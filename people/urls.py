"""URLs of people."""

from django.urls import path

from exports import formats
from pages.card_views import card_url
from pages.file_views import file_urls
from people import views
from people.exports import PersonTable

app_name = "people"
urlpatterns = [
    path("", views.PersonList.as_view(), name="list"),
    *formats.export_urls(PersonTable),
    path("<ref:ref>", views.PersonDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.PersonVersionList.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.PersonVersionDetail.as_view(), name="version"),
    *file_urls(views.PersonDetail),
    card_url(views.PersonDetail),
    path("<ref:ref>/<slug>", views.PersonDetail.as_view(), name="detail"),
]
