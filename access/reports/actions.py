"""Changes that mean more than a save."""

from django.db import transaction
from django.utils import timezone

from access.models import EMAILS_ARE_KEPT, Report
from access.reports.limits import forget_attempts


def report(*, ref: str, version: int, what: str, source: str, email: str, language: str) -> Report:
    """Put what a reader says into the staff's queue."""
    return Report.objects.create(
        ref=ref, version=version, what=what, source=source, email=email, language=language
    )


@transaction.atomic
def close(*, reports, state: str, by) -> int:
    """Answer or dismiss open reports: who did is written down, and the e-mail addresses are deleted."""
    return (
        reports.open()
        .select_for_update()
        .update(state=state, closed_at=timezone.now(), closed_by=by, email="")
    )


def forget_reporters() -> tuple[int, int]:
    """Delete what was kept of readers for long enough: ``(e-mail addresses, attempts)``."""
    emails = Report.objects.forget_emails(before=timezone.now() - EMAILS_ARE_KEPT)
    return emails, forget_attempts()
