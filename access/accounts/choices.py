"""Choices of accounts: roles, ways to log in, outcomes of an attempt."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """Role of a person in the staff area; each may do what those before it may."""

    READER = "reader", _("Reader: looks at everything")
    EDITOR = "editor", _("Editor: enters and changes records")
    PUBLISHER = "publisher", _("Publisher: publishes and withdraws them, answers for partners")
    ADMINISTRATOR = "administrator", _("Administrator: may do everything, invites and deactivates people")


class LoginMethod(models.TextChoices):
    """Way to log in."""

    PASSWORD = "password", _("password")
    CODE = "code", _("code of an app, or recovery code")
    PASSKEY = "passkey", _("passkey")
    SSO = "sso", _("single sign-on")
    INVITATION = "invitation", _("invitation")


class LoginOutcome(models.TextChoices):
    """Outcome of an attempt to log in."""

    SUCCEEDED = "succeeded", pgettext_lazy("login", "accepted")
    FAILED = "failed", pgettext_lazy("login", "failed")
    REFUSED = "refused", pgettext_lazy("login", "refused")
