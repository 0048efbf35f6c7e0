"""Views of accounts that are not allauth's own: login within limits, invitations, the start of single sign-on."""

from allauth.account import views
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.mfa.base import views as mfa
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic.edit import FormView
from requests import RequestException

from access.accounts import actions
from access.accounts.forms import InvitationForm
from access.accounts.login_limits import FAILURE_WINDOW
from access.accounts.people import second_factors
from access.accounts.sso import PROVIDER_ID, failed_login

_TOO_MANY = "too_many_login_attempts"


class LoginView(views.LoginView):
    """Login with a password; too many failures are answered with 429."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(sso=_single_sign_on(self.get_next_url()), **kwargs)

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, _TOO_MANY):
            response.status_code = 429
            response["Retry-After"] = str(int(FAILURE_WINDOW.total_seconds()))
        return response


class SecondFactorView(mfa.AuthenticateView):
    """Second step of a login, by what the account has."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"factors": second_factors(self.stage.login.user)}


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class InvitationView(FormView):
    """Accept an invitation: name and password, then logged in. Links that are not open all get the same answer."""

    form_class = InvitationForm
    template_name = "accounts/invitation.html"

    def dispatch(self, request, secret):
        self.invitation = actions.invitation_by_secret(secret)
        return super().dispatch(request) if self.invitation else _invalid_invitation(request)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "email": self.invitation.email}

    def get_context_data(self, **kwargs):
        return super().get_context_data(invitation=self.invitation, sso=_single_sign_on(), **kwargs)

    def form_valid(self, form):
        names = {name: form.cleaned_data[name] for name in ("first_name", "last_name")}
        user = actions.accept_invitation(
            invitation=self.invitation, password=form.cleaned_data["password1"], **names
        )
        if user is None:
            return _invalid_invitation(self.request)
        logout(self.request, show_message=False)  # whoever was logged in here before
        record_authentication(self.request, user, method="invitation")
        return perform_login(self.request, Login(user=user))


def start_single_sign_on(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Lead to the provider; where it cannot be asked, back to the login page."""
    try:
        return openid_connect.login(request, provider_id)
    except RequestException as error:
        return failed_login(request, {"next": request.GET.get("next")}, error)


def _single_sign_on(next_url: str | None = None) -> dict | None:
    """Name and address of single sign-on; None where there is none."""
    if not settings.OIDC["issuer"]:
        return None
    query = {"next": next_url or reverse("admin:index")}
    return {
        "name": settings.OIDC["name"] or _("single sign-on"),
        "address": reverse("openid_connect_login", args=[PROVIDER_ID], query=query),
    }


def _invalid_invitation(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/invitation_invalid.html", status=410)
