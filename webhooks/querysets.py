"""Questions about receivers and messages."""

from datetime import datetime

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from webhooks.choices import DeliveryState, EndpointState


class EndpointQuerySet(models.QuerySet):
    """Questions about receivers."""

    def active(self):
        """Those that are to be told: neither they nor their partner were stopped."""
        return self.filter(state=EndpointState.ACTIVE, partner__is_active=True)

    def rested(self, *, at: datetime):
        """Those that are not left in peace at that moment."""
        return self.filter(Q(rests_until=None) | Q(rests_until__lte=at))

    def with_next(self, *, at: datetime):
        """With ``next_delivery``: the key of the oldest message that is due at that moment, or None."""
        from webhooks.models import Delivery

        due = Delivery.objects.due(at=at).filter(endpoint=OuterRef("pk")).order_by("pk")
        return self.annotate(next_delivery=Subquery(due.values("pk")[:1]))

    def with_next_attempt(self):
        """With ``next_attempt_at``: when the first of its waiting messages is due, or None."""
        from webhooks.models import Delivery

        waiting = Delivery.objects.waiting().filter(endpoint=OuterRef("pk")).order_by("next_attempt_at")
        return self.annotate(next_attempt_at=Subquery(waiting.values("next_attempt_at")[:1]))

    def to_be_written_about(self):
        """Those that were stopped without anybody's doing, and whose partner was not told yet."""
        return self.filter(state__in=[EndpointState.FAILED, EndpointState.GONE], told_at=None)


class DeliveryQuerySet(models.QuerySet):
    """Questions about messages."""

    def waiting(self):
        return self.filter(state=DeliveryState.WAITING)

    def due(self, *, at: datetime):
        return self.waiting().filter(next_attempt_at__lte=at)

    def finished(self, *, before: datetime):
        """Those that arrived or were given up before then."""
        return self.filter(finished_at__lt=before)
