"""Open forms: who else has the page of a record open now."""

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet
from django.utils import timezone

from desk.models import OPEN_FORM_EXPIRY, OpenForm


def note_open_form(user: User, record: Model) -> None:
    """Note that somebody has the form of a record open."""
    now = timezone.now()
    OpenForm.objects.bulk_create(
        [OpenForm(user_id=user.pk, **_place_of(record), opened_at=now, seen_at=now)],
        update_conflicts=True,
        unique_fields=["model", "record_pk", "user"],
        update_fields=["seen_at"],
    )


def forget_expired_forms() -> None:
    """Forget the forms that gave no sign of life."""
    OpenForm.objects.filter(seen_at__lt=timezone.now() - OPEN_FORM_EXPIRY).delete()


def forget_open_form(user: User, model: type[Model], pk: object) -> None:
    OpenForm.objects.filter(user_id=user.pk, model=model._meta.label_lower, record_pk=str(pk)).delete()


def open_forms_of_others(user: User, record: Model) -> QuerySet[OpenForm]:
    """Forms of a record that others have open, those who came first before the others."""
    alive = OpenForm.objects.filter(seen_at__gte=timezone.now() - OPEN_FORM_EXPIRY, **_place_of(record))
    return alive.exclude(user_id=user.pk).select_related("user").order_by("opened_at")


def _place_of(record: Model) -> dict[str, str]:
    return {"model": record._meta.label_lower, "record_pk": str(record.pk)}
