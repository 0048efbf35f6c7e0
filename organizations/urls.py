"""URLs of organizations."""

from django.urls import path

from exports import formats
from organizations import views
from organizations.exports import OrganizationTable
from pages.card_views import card_url
from pages.file_views import file_urls

app_name = "organizations"
urlpatterns = [
    path("", views.OrganizationList.as_view(), name="list"),
    *formats.export_urls(OrganizationTable),
    path("<ref:ref>", views.OrganizationDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.OrganizationVersionList.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.OrganizationVersionDetail.as_view(), name="version"),
    path("<ref:ref>/cite/", views.OrganizationCite.as_view(), name="cite"),
    path("<ref:ref>/cite/<slug:form>", views.OrganizationCite.as_view(), name="cite_file"),
    *file_urls(views.OrganizationDetail),
    card_url(views.OrganizationDetail),
    path("<ref:ref>/<slug>", views.OrganizationDetail.as_view(), name="detail"),
]
