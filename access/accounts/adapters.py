"""Adapters of allauth: who may log in, where to go then, which mails are sent, how secrets are kept."""

import ipaddress
import logging
import secrets

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import InvalidToken
from django.contrib.auth import authenticate
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from access.accounts import actions, emails
from access.accounts.choices import LoginMethod, LoginOutcome
from access.accounts.login_limits import TooManyFailures, begin_attempt, close_attempt, log_attempt
from access.accounts.people import account_by_name, second_factors
from access.senders import client_address
from core.encryption import cipher
from site_profile.current import current_profile

log = logging.getLogger(__name__)
_METHODS = {
    "password": LoginMethod.PASSWORD,
    "socialaccount": LoginMethod.SSO,
    "invitation": LoginMethod.INVITATION,
    "webauthn": LoginMethod.PASSKEY,
    "totp": LoginMethod.CODE,
    "recovery_codes": LoginMethod.CODE,
}


class AccountAdapter(DefaultAccountAdapter):
    """Passwords are tried within limits; nobody signs up; addresses to go on to are those of this host."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and password do not belong together, or the account is closed."),
        "too_many_login_attempts": _("Too many attempts have failed. Wait for 15 minutes, then try again."),
    }  # fmt: skip

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """The active account of a name and a password, else None. One password is hashed, whoever is asked for."""
        name, password = credentials.get("username", ""), credentials.get("password", "")
        known = account_by_name(name)
        try:
            attempt = begin_attempt(request, name=name, user=known)
        except TooManyFailures:
            raise self.validation_error("too_many_login_attempts") from None
        user = authenticate(request, username=known.username if known else name, password=password)
        close_attempt(attempt, LoginOutcome.SUCCEEDED if user else LoginOutcome.FAILED)
        return user

    def login(self, request, user):
        super().login(request, user)
        records = get_authentication_records(request, user)
        last = records[-1] if records else {}
        method = _METHODS.get(last.get("type") or last.get("method", ""))
        if method not in {None, LoginMethod.PASSWORD}:  # that was logged with the password
            log_attempt(request, method=method, outcome=LoginOutcome.SUCCEEDED, user=user)
        has_typed_password = method in {LoginMethod.PASSWORD, LoginMethod.INVITATION}
        if has_typed_password and not any(
            second_factors(user).values()
        ):  # nothing else to prove before one is added
            record_authentication(request, user, method="password", reauthenticated=True)

    def set_password(self, user, password):
        """Set a password; every other session of the account ends."""
        super().set_password(user, password)
        actions.end_sessions(user, but=self.request.session.session_key)

    def is_safe_url(self, url):
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_client_ip(self, request):
        """The client's address as all of this site sees it; of IPv6 the network."""
        address = client_address(request).partition("/")[0]
        try:
            return str(ipaddress.ip_address(address))
        except ValueError:  # a server on a socket, without a proxy that says more
            return "0.0.0.0"

    def get_reauthentication_methods(self, user):
        """Ways to prove once more who one is, in words that fit what the account has."""
        methods = super().get_reauthentication_methods(user)
        factors = second_factors(user) if methods else {}
        words = {
            "reauthenticate": str(_("Use your password")),
            "mfa_reauthenticate": _code_words(factors),
            "mfa_reauthenticate:webauthn": str(_("Use a passkey")),
        }
        return [{**way, "description": words[way["id"]]} for way in methods if words[way["id"]]]

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        emails.send_notice(template_prefix, user, address=self.get_client_ip(self.request))


def _code_words(factors: dict[str, bool]) -> str:
    """The link to a page that wants a code; empty for who has neither an app nor a recovery code."""
    if factors.get("app"):
        has_codes = factors["recovery_codes"]
        return str(
            _("Use a code of your app, or a recovery code") if has_codes else _("Use a code of your app")
        )
    return str(_("Use a recovery code")) if factors.get("recovery_codes") else ""


class MFAAdapter(DefaultMFAAdapter):
    """Secrets of apps and recovery codes are encrypted at rest; the issuer is the name of the register."""

    _PURPOSE = "access.accounts.factors"

    def get_totp_issuer(self):
        return current_profile().site_name

    def _get_site_name(self):
        return current_profile().site_name

    def encrypt(self, text):
        return cipher(self._PURPOSE).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """The secret; after its SECRET_KEY is gone, a random one, with which no code agrees."""
        try:
            return cipher(self._PURPOSE).decrypt(encrypted_text).decode()
        except InvalidToken:
            log.error("A second factor cannot be read: its SECRET_KEY is not among the SECRET_KEY_FALLBACKS.")
            return generate_totp_secret()

    def generate_authenticator_name(self, user, type):
        return f"{_('Passkey')} {secrets.token_hex(2)}"
