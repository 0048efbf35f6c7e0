"""URL routes of agreements."""

from django.urls import path

from agreements import comparison_views, views
from agreements.exports import AgreementTable
from exports import formats
from pages.card_views import card_url
from pages.file_views import file_urls

app_name = "agreements"
urlpatterns = [
    path("", views.AgreementList.as_view(), name="list"),
    *formats.export_urls(AgreementTable),
    path("<ref:ref>", views.AgreementDetail.as_view(), name="detail"),
    path("<ref:ref>/compare", comparison_views.AgreementComparison.as_view(), name="compare"),
    path("<ref:ref>/versions/", views.AgreementVersionList.as_view(), name="versions"),
    path("<ref:ref>/versions/<int:number>", views.AgreementVersionDetail.as_view(), name="version"),
    path("<ref:ref>/cite/", views.AgreementCite.as_view(), name="cite"),
    path("<ref:ref>/cite/<slug:form>", views.AgreementCite.as_view(), name="cite_file"),
    *file_urls(views.AgreementDetail),
    card_url(views.AgreementDetail),
    path("<ref:ref>/<slug>", views.AgreementDetail.as_view(), name="detail"),
]
