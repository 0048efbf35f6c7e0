"""Changes that mean more than a save."""

from django.db import transaction
from django.utils import timezone

from access.models import EMAIL_RETENTION, Report
from access.reports.rate_limits import delete_old_attempts


def create_report(*, ref: str, version: int, what: str, source: str, email: str, language: str) -> Report:
    """Put what a reader says into the staff's queue."""
    return Report.objects.create(
        ref=ref, version=version, what=what, source=source, email=email, language=language
    )


@transaction.atomic
def close_reports(*, reports, state: str, by) -> int:
    """Answer or dismiss open reports: who did is written down, and the e-mail addresses are deleted."""
    return (
        reports.open()
        .select_for_update()
        .update(state=state, closed_at=timezone.now(), closed_by=by, email="")
    )


def forget_reporters() -> tuple[int, int]:
    """Delete what was kept of readers for long enough: ``(e-mail addresses, attempts)``."""
    emails = Report.objects.forget_emails(before=timezone.now() - EMAIL_RETENTION)
    return emails, delete_old_attempts()
