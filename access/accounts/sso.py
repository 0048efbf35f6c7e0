"""Single sign-on by OpenID Connect: one provider, set in the settings, and who of its people may log in here."""

import logging
from typing import TYPE_CHECKING

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from access.accounts import actions
from access.accounts.choices import LoginMethod, LoginOutcome
from access.accounts.login_limits import log_attempt
from access.accounts.people import account_by_email
from access.models import Invitation
from core.language import language_of_path

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

PROVIDER_ID = "oidc"  # in the address that the provider leads back to
_NOT_INVITED = _("There is no open account for you here. Ask an administrator of the register to invite you.")

log = logging.getLogger(__name__)


class SingleSignOnAdapter(DefaultSocialAccountAdapter):
    """Lets in whose address the provider has verified, if that is of a known account, invited, or of a named group.

    The provider's own name of a person (``sub``) is kept with the account; from then on it counts, not the address.
    """

    def list_apps(self, request, provider=None, client_id=None):
        """The provider of the settings, or none. None stands in the database."""
        sso = settings.OIDC
        if not sso["issuer"] or provider not in {None, "openid_connect", PROVIDER_ID}:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=PROVIDER_ID,
                name=sso["name"],
                client_id=sso["client_id"],
                secret=sso["client_secret"],
                settings={"server_url": sso["issuer"], "oauth_pkce_enabled": True},
            )
        ]

    def pre_social_login(self, request, sociallogin):
        """Refuse, or let the login go on: as the account that is known, or to `save_user`."""
        email = _verified_email(sociallogin)
        user = sociallogin.user if sociallogin.is_existing else account_by_email(email)
        if reason := _reason_to_refuse(sociallogin, email, user):
            log_attempt(request, method=LoginMethod.SSO, outcome=LoginOutcome.REFUSED, user=user, name=email)
            raise ImmediateHttpResponse(_back_to_login(request, sociallogin.state, reason))
        if user and not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request, sociallogin):
        """True: `pre_social_login` has refused all who may have no account."""
        return True

    @transaction.atomic
    def save_user(self, request, sociallogin, form=None):
        """Make the account: that of an invitation, else in the group that the settings name."""
        email, claims = _verified_email(sociallogin), _claims(sociallogin)
        names = {
            "first_name": str(claims.get("given_name") or ""),
            "last_name": str(claims.get("family_name") or ""),
            "password": None,
        }
        invitation = Invitation.objects.open().to(email).first()
        if invitation:
            user = actions.accept_invitation(invitation=invitation, **names)
        else:
            user = actions.create_account(email=email, role=settings.OIDC["new_accounts"], **names)
        if user is None:  # it was accepted in the same moment
            raise ImmediateHttpResponse(_back_to_login(request, sociallogin.state, _NOT_INVITED))
        sociallogin.user = user
        sociallogin.save(request, connect=True)
        return user

    def get_connect_redirect_url(self, request, socialaccount):
        return reverse("mfa_index")

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Back to the login page, which says so: a wrong or old state, a provider that fails or was left."""
        state = (extra_context or {}).get("state") or {}
        raise ImmediateHttpResponse(failed_login(request, state, exception or error))


def _reason_to_refuse(sociallogin: SocialLogin, email: str, user: User | None) -> "StrOrPromise":
    """Reason to refuse a login, in words for the person; empty where there is none."""
    sso = settings.OIDC
    groups = _claims(sociallogin).get("groups") or []
    groups = {groups} if isinstance(groups, str) else set(map(str, groups))
    if sociallogin.state.get("process") != "login":
        # connecting by a link would let another site connect its own identity
        return _("Single sign-on can only be used to log in.")
    if not email:
        return _("Your organization has not verified your e-mail address, so it opens no account here.")
    is_of_domain = email.rpartition("@")[2].lower() in sso["domains"]
    if (sso["domains"] and not is_of_domain) or (sso["groups"] and not groups & set(sso["groups"])):
        return _("Your organization has not admitted you to this register.")
    if user:
        return "" if user.is_active else _NOT_INVITED
    is_ambiguous = User.objects.filter(email__iexact=email).exists()
    may_have_one = sso["new_accounts"] or Invitation.objects.open().to(email).exists()
    return "" if may_have_one and not is_ambiguous else _NOT_INVITED


def _verified_email(sociallogin: SocialLogin) -> str:
    """The address that the provider says is verified; empty where there is none."""
    return next((address.email for address in sociallogin.email_addresses if address.verified), "")


def _claims(sociallogin: SocialLogin) -> dict:
    """Claims of the provider about a person: of its ID token, overridden by those of its userinfo endpoint."""
    data = sociallogin.account.extra_data
    return {**(data.get("id_token") or {}), **(data.get("userinfo") or {})}


def failed_login(request: HttpRequest, state: dict, cause: object) -> HttpResponseRedirect:
    """The answer where the provider or the way to it failed; the cause is for the log."""
    log.warning("Login by %s failed: %s", LoginMethod.SSO, cause)
    reason = _("Single sign-on did not work. Try again, or log in with your password.")
    return _back_to_login(request, state, reason)


def _back_to_login(request: HttpRequest, state: dict, reason: "StrOrPromise") -> HttpResponseRedirect:
    """Redirect to the login page, with the reason, in the language of the page that was to come after the login."""
    with override(language_of_path(state.get("next") or "/")):
        messages.error(request, str(reason))
        return HttpResponseRedirect(reverse("account_login"))
