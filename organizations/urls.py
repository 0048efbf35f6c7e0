"""Addresses of organizations."""

from django.urls import path

from organizations import views
from organizations.exports import OrganizationTable
from register.exports import links

app_name = "organizations"
urlpatterns = [
    path("", views.OrganizationList.as_view(), name="list"),
    *links.addresses(OrganizationTable),
    path("<ref:ref>", views.OrganizationDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.OrganizationVersions.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.OrganizationVersion.as_view(), name="version"),
    path("<ref:ref>/cite/", views.OrganizationCite.as_view(), name="cite"),
    path("<ref:ref>/cite/<slug:form>", views.OrganizationCite.as_view(), name="cite_file"),
    path("<ref:ref>/<slug>", views.OrganizationDetail.as_view(), name="detail"),
]
