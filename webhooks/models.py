"""Webhook endpoints of partners and the deliveries to them. Nothing here is ever published."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from access.models import Partner
from register.choices import Action
from register.models import Version
from webhooks import signing
from webhooks.choices import AttemptResult, DeliveryState, EndpointState, KeyKind
from webhooks.querysets import DeliveryQuerySet, EndpointQuerySet
from webhooks.ssrf import MAX_URL_LENGTH, validate_endpoint_url

DELIVERY_RETENTION = timedelta(days=30)  # after they are finished
ROTATION_OVERLAP = timedelta(hours=24)  # during which the last secrets sign beside the new ones

validate_ref = RegexValidator(
    r"\A[A-Z][1-9][0-9]{0,14}\Z", _("A reference is a letter and a number, such as A1042.")
)


class Endpoint(models.Model):
    """A webhook endpoint of a partner: a URL that gets each change it subscribes to, at least once.

    ``cursor`` is the last change that was looked at: the change log itself is the queue, and deliveries are made from
    it a few at a time.
    """

    partner = models.ForeignKey(
        Partner, on_delete=models.CASCADE, related_name="endpoints", verbose_name=_("partner"),
        help_text=_("Whose it is, and whom we write to when it fails."),
    )  # fmt: skip
    url = models.CharField(
        _("address"), max_length=MAX_URL_LENGTH, validators=[validate_endpoint_url],
        help_text=_("Where messages are sent: https, a name in public, port 443 or 8443."),
    )  # fmt: skip
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("What it is for, in the partner's words.")
    )

    # The changes that it subscribes to
    actions = ArrayField(
        models.CharField(max_length=16, choices=Action), verbose_name=_("actions"), default=list, blank=True,
        help_text=_("Only changes of these sorts. None: all."),
    )  # fmt: skip
    kinds = ArrayField(
        models.CharField(max_length=16), verbose_name=_("kinds"), default=list, blank=True,
        help_text=_("Only records of these kinds. None: all."),
    )  # fmt: skip
    refs = ArrayField(
        models.CharField(max_length=16, validators=[validate_ref]), verbose_name=_("records"),
        default=list, blank=True, size=500,
        help_text=_("Only these records, by reference, with commas between. None: all."),
    )  # fmt: skip
    cursor = models.BigIntegerField(
        _("looked at up to"),
        default=0,
        editable=False,
        help_text=_("The id of the last change that was looked at."),
    )

    # Its state and health
    state = models.CharField(
        pgettext_lazy("webhook", "state"),
        max_length=16,
        choices=EndpointState,
        default=EndpointState.ACTIVE,
        editable=False,
    )
    state_reason = models.CharField(_("reason"), max_length=400, blank=True, editable=False)
    state_at = models.DateTimeField(pgettext_lazy("state", "since"), default=timezone.now, editable=False)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0, editable=False)
    failing_since = models.DateTimeField(_("failing since"), null=True, editable=False)
    rests_until = models.DateTimeField(_("left in peace until"), null=True, editable=False)
    emailed_at = models.DateTimeField(_("partner written to"), null=True, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["partner__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="endpoint_is_entered_once",
                fields=["partner", "url"],
                violation_error_message=_("This partner has a webhook to this address already."),
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_active(self) -> bool:
        return self.state == EndpointState.ACTIVE

    def subscribes_to(self, version: Version) -> bool:
        """True for a version whose action, kind and reference this endpoint wants."""
        return (
            (not self.actions or version.action in self.actions)
            and (not self.kinds or version.kind in self.kinds)
            and (not self.refs or version.ref in self.refs)
        )

    def active_keys(self) -> list["SigningKey"]:
        """The keys that sign its deliveries now, by kind and the newest first."""
        now = timezone.now()
        return [
            key
            for key in sorted(self.keys.all(), key=lambda key: (key.kind, -key.pk))
            if key.expires_at is None or key.expires_at > now
        ]


class SigningKey(models.Model):
    """A shared secret or key pair that signs the deliveries to one endpoint; two of a kind during a rotation."""

    endpoint = models.ForeignKey(Endpoint, on_delete=models.CASCADE, related_name="keys", editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=KeyKind, editable=False)
    secret = models.TextField(_("secret"), editable=False)  # encrypted, see `webhooks.signing`
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("signs until"), null=True, editable=False)

    class Meta:
        verbose_name = _("signing key")
        verbose_name_plural = _("signing keys")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="signing_key_without_end_is_one_of_its_kind",
                fields=["endpoint", "kind"],
                condition=Q(expires_at=None),
                violation_error_message=_("There is a key of this kind already: let that one end first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {timezone.localdate(self.created_at)}"

    @property
    def verification_key(self) -> str:
        """The text that the partner verifies deliveries with. Raises `signing.UnreadableSecret`."""
        return signing.verification_key(self.kind, signing.decrypt_secret(self.secret))


class Delivery(models.Model):
    """The delivery of one change of the register to one endpoint; a test where ``change`` is None."""

    endpoint = models.ForeignKey(
        Endpoint,
        on_delete=models.CASCADE,
        related_name="deliveries",
        editable=False,
        verbose_name=_("webhook"),
    )
    # The same at every attempt and for every endpoint that gets this change, so that duplicates can be recognized.
    webhook_id = models.CharField(_("message id"), max_length=64, editable=False)
    change = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("change"),
    )
    state = models.CharField(
        pgettext_lazy("webhook", "state"),
        max_length=16,
        choices=DeliveryState,
        default=DeliveryState.WAITING,
        editable=False,
    )
    tries = models.PositiveSmallIntegerField(pgettext_lazy("webhook", "attempts"), default=0, editable=False)
    last_result = models.CharField(
        _("last attempt"), max_length=16, choices=AttemptResult, blank=True, editable=False
    )
    # As {"at", "result", "status", "milliseconds", "answer"}, the oldest first; the number is limited.
    attempts = models.JSONField(pgettext_lazy("webhook", "attempts"), default=list, editable=False)
    created_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    next_attempt_at = models.DateTimeField(_("next attempt"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["-pk"]
        default_permissions = ("change", "delete", "view")  # they are deleted with their endpoint
        constraints = [
            models.UniqueConstraint(
                name="delivery_of_a_message_is_one",
                fields=["endpoint", "webhook_id"],
                violation_error_message=_("This message is there already."),
            ),
            models.CheckConstraint(
                name="delivery_waits_for_a_moment_or_is_finished",
                condition=Q(state=DeliveryState.WAITING, next_attempt_at__isnull=False, finished_at=None)
                | (~Q(state=DeliveryState.WAITING) & Q(next_attempt_at=None, finished_at__isnull=False)),
                violation_error_message=_("A message waits for its next attempt, or it is finished."),
            ),
        ]
        indexes = [
            models.Index(
                name="delivery_waiting", fields=["endpoint", "id"], condition=Q(state=DeliveryState.WAITING)
            ),
            models.Index(
                name="delivery_finished", fields=["finished_at"], condition=Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.webhook_id
