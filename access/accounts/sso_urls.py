"""URLs of single sign-on. They have no language: a provider knows one address to lead back to."""

from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path

from access.accounts import views

urlpatterns = [
    path("sso/<slug:provider_id>/", views.start_single_sign_on, name="openid_connect_login"),
    path("sso/<slug:provider_id>/callback/", openid_connect.callback, name="openid_connect_callback"),
]
