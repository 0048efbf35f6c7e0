"""Forms of logging in, second factors, password e-mails and invitations."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.fields import PasswordField, SetPasswordField
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import PasswordVerificationMixin
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm as AllauthCodeForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthConfirmCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm as AllauthPasskeyForm
from allauth.mfa.webauthn.forms import LoginWebAuthnForm as AllauthPasskeyLoginForm
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm as AllauthConfirmPasskeyForm
from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.html import format_html
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


@contextmanager
def _shape_errors_refused() -> Iterator[None]:
    """Refuse what is no answer of a passkey: the library stumbles over whatever else is sent in its place."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError, struct.error) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class NewAppForm(ActivateTOTPForm):
    """The first code of an app that is set up; as any other it is good once (RFC 6238, 5.2)."""

    def clean_code(self) -> str:
        code = super().clean_code()
        adapter = get_adapter()
        app = TOTP(Authenticator(user=self.user, data={"secret": adapter.encrypt(self.secret)}))
        if not app.validate_code(code):
            raise adapter.validation_error("incorrect_code")
        return code


class _LoggedCodeMixin(_LoggedFactorMixin):
    """A code of an app, or a recovery code, whose failures are logged."""

    log_method = LoginMethod.CODE

    def clean_code(self):
        with self.failures_logged():
            return super().clean_code()


class _LoggedPasskeyMixin(_LoggedFactorMixin):
    """A passkey whose failures are logged."""

    log_method = LoginMethod.PASSKEY

    def clean_credential(self):
        with self.failures_logged(), _shape_errors_refused():
            return super().clean_credential()


class CodeForm(_LoggedCodeMixin, AllauthCodeForm):
    """A code as the second factor."""


class PasskeyForm(_LoggedPasskeyMixin, AllauthPasskeyForm):
    """A passkey as the second factor."""


class PasskeyLoginForm(_LoggedPasskeyMixin, AllauthPasskeyLoginForm):
    """A passkey alone."""


class ConfirmCodeForm(_LoggedCodeMixin, AllauthConfirmCodeForm):
    """A code, before a change of one's own account."""


class ConfirmPasskeyForm(_LoggedPasskeyMixin, AllauthConfirmPasskeyForm):
    """A passkey, before a change of one's own account."""


class NewPasskeyForm(AddWebAuthnForm):
    """A passkey that is added: its name, and whether it logs in alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(
            label=_("Name of the passkey"),
            help_text=_("To know it by, such as the device that keeps it."),
            max_length=100,
            required=False,
        )
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Log in with it alone, without a password"), True
        alone.help_text = _(
            "Your device then asks for a fingerprint, your face or a PIN. Take the tick away for a key that asks "
            "for none: it is a second factor after the password."
        )
        self.order_fields(["name", "passwordless"])

    def clean(self):
        with _shape_errors_refused():
            return super().clean()


class PasskeyNameForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("Name of the passkey"), max_length=100)


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


class ColleaguePasswordForm(AdminPasswordChangeForm):
    """A password for a colleague. Django's form warns in a sentence that has no translation."""

    @property
    def usable_password_help_text(self):
        return format_html(
            '{} <ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
            SetUnusablePasswordMixin.usable_password_help_text,
            _("If disabled, the current password for this user will be lost."),
        )
