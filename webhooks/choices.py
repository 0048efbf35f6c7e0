"""Choices of endpoints, deliveries and signing keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EndpointState(models.TextChoices):
    """State of an endpoint: active, or stopped and by whom."""

    ACTIVE = "active", pgettext_lazy("webhook", "active")
    PAUSED = "paused", _("paused by the partner")
    STOPPED = "stopped", _("stopped by staff")
    FAILED = "failed", _("stopped after days of failures")
    GONE = "gone", _("no longer there: the receiver answered 410")


class DeliveryState(models.TextChoices):
    """State of a delivery."""

    WAITING = "waiting", _("waiting")
    DELIVERED = "delivered", _("delivered")
    GIVEN_UP = "given_up", _("given up")


class KeyKind(models.TextChoices):
    """Kind of a signing key; the codes are those of Standard Webhooks."""

    HMAC = "v1", _("shared secret (HMAC-SHA256)")
    ED25519 = "v1a", _("key pair (Ed25519)")


class AttemptResult(models.TextChoices):
    """Result of one delivery attempt."""

    DELIVERED = "delivered", _("delivered")
    REFUSED = "refused", _("the receiver answered with an error")
    REDIRECTED = "redirected", _("the receiver answered with a redirect, which is not followed")
    GONE = "gone", _("the receiver answered 410: gone for good")
    TIMED_OUT = "timed_out", _("the receiver took too long")
    NOT_PUBLIC = "not_public", _("its name leads to no public address")
    NOT_TRUSTED = "not_trusted", _("no secure connection: its certificate is not valid")
    UNREACHABLE = "unreachable", _("no connection, or it broke off")
    NOT_SIGNED = "not_signed", _("its secret cannot be read here")
