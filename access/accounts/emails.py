"""E-mails about accounts: to set a password, to accept an invitation, and notices of what changed."""

import logging

from allauth.account.utils import user_pk_to_url_str
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from access.accounts.password_tokens import password_tokens
from access.accounts.people import account_by_email
from access.models import Invitation
from site_profile.current import current_profile

log = logging.getLogger(__name__)
# Texts of the notices that allauth sends, by the name of its own template
_NOTICES = {
    "account/email/password_changed": gettext_lazy("The password of your account was changed."),
    "account/email/password_reset": gettext_lazy(
        "The password of your account was set anew by an e-mail link."
    ),
    "account/email/password_set": gettext_lazy("Your account has a password now."),
    "mfa/email/totp_activated": gettext_lazy("Codes of an app were added to your account."),
    "mfa/email/totp_deactivated": gettext_lazy("Codes of an app were removed from your account."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": gettext_lazy("Your account has new recovery codes."),
    "socialaccount/email/account_connected": gettext_lazy("Single sign-on was connected with your account."),
}


def send_notice(template: str, user: User, *, address: str) -> None:
    """Tell somebody that something about their account changed; nothing to an account without an address."""
    if not user.email or template not in _NOTICES:
        return
    text = _(
        "%(what)s\n\nTime: %(time)s\nFrom: %(address)s\n\n"
        "If this was not you, tell an administrator of the register at once.\n"
    )
    values = {
        "what": _NOTICES[template],
        "time": timezone.localtime().strftime("%Y-%m-%d %H:%M %Z"),
        "address": address,
    }
    _send(_("Your account was changed"), text % values, to=user.email)


def send_password_email(email: str, *, language: str) -> None:
    """Send a link to set a password, to the active account that has this address; else nothing.

    Who asks too often for somebody else is not told; links that were sent before are good for longer than the limit.
    """
    user = account_by_email(email)
    if user is None or not user.is_active:
        return
    if not _may_be_sent(user):
        log.warning("Account %s was sent many links to set its password: no more for a while.", user.pk)
        return
    with override(language):
        key = f"{user_pk_to_url_str(user)}-{password_tokens.make_token(user)}"
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        text = _(
            "Somebody, you we hope, asked to set the password of your account anew. Your user name: %(name)s\n\n"
            "Set it here, within %(minutes)s minutes:\n%(link)s\n\n"
            "If it was not you, do nothing: the password stays as it is.\n"
        )
        values = {
            "name": user.username,
            "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
            "link": f"{settings.SITE_URL}{path.replace('UID-KEY', key)}",
        }
        _send(_("Set your password"), text % values, to=user.email)


def _may_be_sent(user: User) -> bool:
    """Count a link to set the password of an account. False: too many for now."""
    limit = {"password_mail": settings.PASSWORD_MAIL_LIMIT}
    usage = ratelimit.consume(
        None, app="access", action="password_mail", config=limit, key=str(user.pk), limit_get=True
    )
    return usage is not None


def send_invitation(invitation: Invitation, secret: str) -> None:
    """Send the link of an invitation, in its language. Raises OSError where the mail server does not take it."""
    with override(invitation.language):
        text = _(
            "%(by)s invites you to the staff area of “%(name)s”.\n\n"
            "Accept here, before %(until)s:\n%(link)s\n\n"
            "If you did not expect this, do nothing.\n"
        )
        values = {
            "by": invitation.invited_by.get_full_name() or invitation.invited_by.username,
            "name": current_profile().site_name,
            "until": timezone.localtime(invitation.expires_at).strftime("%Y-%m-%d %H:%M %Z"),
            "link": f"{settings.SITE_URL}{reverse('accounts_invitation', args=[secret])}",
        }
        _send(_("Invitation"), text % values, to=invitation.email, is_fail_silent=False)


def _send(subject: str, text: str, *, to: str, is_fail_silent: bool = True) -> None:
    """Send an e-mail in the active language; a mail server that fails is logged, unless it matters to the caller."""
    title = f"{current_profile().site_name}: {subject}".replace("\n", " ")
    try:
        EmailMessage(title, text, to=[to]).send()
    except OSError:  # smtplib's errors are such
        if not is_fail_silent:
            raise
        log.exception("An e-mail about an account could not be sent (language %s).", get_language())
