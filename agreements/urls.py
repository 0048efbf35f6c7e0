"""Addresses of agreements."""

from django.urls import path

from agreements import views
from agreements.exports import AgreementTable
from register.exports import links

app_name = "agreements"
urlpatterns = [
    path("", views.AgreementList.as_view(), name="list"),
    *links.addresses(AgreementTable),
    path("<ref:ref>", views.AgreementDetail.as_view(), name="detail"),
    path("<ref:ref>/versions/", views.AgreementVersions.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.AgreementVersion.as_view(), name="version"),
    path("<ref:ref>/cite/", views.AgreementCite.as_view(), name="cite"),
    path("<ref:ref>/cite/<slug:form>", views.AgreementCite.as_view(), name="cite_file"),
    path("<ref:ref>/<slug>", views.AgreementDetail.as_view(), name="detail"),
]
