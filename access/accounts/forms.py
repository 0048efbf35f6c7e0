"""Forms of logging in, second factors, password e-mails and invitations."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import PasswordVerificationMixin
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm as AllauthPasskeyForm
from allauth.mfa.webauthn.forms import LoginWebAuthnForm as AllauthPasskeyLoginForm
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from access.accounts import tasks
from access.accounts.choices import LoginMethod, LoginOutcome
from access.accounts.login_limits import log_attempt


class LoginForm(AllauthLoginForm):
    """User name or e-mail address, and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("User name or e-mail address"),
            max_length=254,
            widget=forms.TextInput(attrs={"autocomplete": "username webauthn", "autofocus": True}),
        )
        self.fields["password"].help_text = ""  # the page leads to a forgotten password below
        self.order_fields(["login", "password"])


class PasswordLinkForm(forms.Form):
    """The address to which a link to set the password is sent. Who has an account is not looked up here."""

    email = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def save(self, request):
        tasks.send_password_link.enqueue(self.cleaned_data["email"], get_language())


class _LoggedFactorMixin:
    """A second factor whose failures are logged."""

    log_method: LoginMethod

    @contextmanager
    def failures_logged(self) -> Iterator[None]:
        try:
            yield
        except ValidationError as error:
            is_refused = getattr(error, "code", "") == "too_many_login_attempts"
            outcome = LoginOutcome.REFUSED if is_refused else LoginOutcome.FAILED
            log_attempt(context.request, method=self.log_method, outcome=outcome, user=self.user)
            raise


class NewAppForm(ActivateTOTPForm):
    """The first code of an app that is set up; as any other it is good once (RFC 6238, 5.2)."""

    def clean_code(self) -> str:
        code = super().clean_code()
        adapter = get_adapter()
        app = TOTP(Authenticator(user=self.user, data={"secret": adapter.encrypt(self.secret)}))
        if not app.validate_code(code):
            raise adapter.validation_error("incorrect_code")
        return code


class CodeForm(_LoggedFactorMixin, AllauthCodeForm):
    """A code of an app, or a recovery code."""

    log_method = LoginMethod.CODE

    def clean_code(self):
        with self.failures_logged():
            return super().clean_code()


class PasskeyForm(_LoggedFactorMixin, AllauthPasskeyForm):
    """A passkey as the second factor."""

    log_method = LoginMethod.PASSKEY

    def clean_credential(self):
        with self.failures_logged():
            return super().clean_credential()


class PasskeyLoginForm(PasskeyForm, AllauthPasskeyLoginForm):
    """A passkey alone."""


class InvitationForm(PasswordVerificationMixin, forms.Form):
    """The name and the password of somebody who accepts an invitation."""

    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    password1 = SetPasswordField(label=_("Password"))
    password2 = PasswordField(label=_("Password (again)"), autocomplete="new-password")

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password1"].user = User(
            username=email, email=email
        )  # not too like what is known of them
