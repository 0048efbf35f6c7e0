"""Queries for endpoints and deliveries."""

from datetime import datetime

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from webhooks.choices import DeliveryState, EndpointState


class EndpointQuerySet(models.QuerySet):
    """Queries for endpoints."""

    def active(self):
        """Endpoints that get deliveries: neither they nor their partner were stopped."""
        return self.filter(state=EndpointState.ACTIVE, partner__is_active=True)

    def not_backing_off(self, *, at: datetime):
        """Endpoints that are not left in peace at that moment after failures."""
        return self.filter(Q(rests_until=None) | Q(rests_until__lte=at))

    def with_next_delivery(self, *, at: datetime):
        """With ``next_delivery``: the key of the oldest delivery that is due at that moment, or None."""
        due = self._deliveries().due(at=at).order_by("pk")
        return self.annotate(next_delivery=Subquery(due.values("pk")[:1]))

    def with_next_attempt(self):
        """With ``next_attempt_at``: the moment when the first of its waiting deliveries is due, or None."""
        waiting = self._deliveries().waiting().order_by("next_attempt_at")
        return self.annotate(next_attempt_at=Subquery(waiting.values("next_attempt_at")[:1]))

    def needing_email(self):
        """Endpoints that failures stopped, and about which the partner got no e-mail yet."""
        return self.filter(state__in=[EndpointState.FAILED, EndpointState.GONE], emailed_at=None)

    def _deliveries(self) -> "DeliveryQuerySet":
        """Deliveries of the endpoint of the outer query."""
        deliveries = self.model._meta.get_field("deliveries").related_model.objects
        return deliveries.filter(endpoint=OuterRef("pk"))


class DeliveryQuerySet(models.QuerySet):
    """Queries for deliveries."""

    def waiting(self):
        return self.filter(state=DeliveryState.WAITING)

    def due(self, *, at: datetime):
        return self.waiting().filter(next_attempt_at__lte=at)

    def finished(self, *, before: datetime):
        """Deliveries that arrived or were given up before then."""
        return self.filter(finished_at__lt=before)
