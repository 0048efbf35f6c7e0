"""Actions on problem reports: create, close, forget the reporters."""

from django.db import transaction
from django.utils import timezone

from access.models import EMAIL_RETENTION, Report
from access.reports.choices import ReportState
from access.reports.rate_limits import delete_old_attempts


def create_report(
    *, ref: str, version: int, what: str, source: str, email: str, language: str, is_of_flood: bool = False
) -> Report:
    """Put a reader's report into one of the staff's queues. It is anonymous, so there is no ``by``."""
    return Report.objects.create(
        ref=ref,
        version=version,
        what=what,
        source=source,
        email=email,
        language=language,
        is_of_flood=is_of_flood,
    )


@transaction.atomic
def close_reports(*, reports, state: str, by) -> int:
    """Answer or dismiss open reports and delete their e-mail addresses. Returns how many were open."""
    return (
        reports.open()
        .select_for_update()
        .update(state=state, closed_at=timezone.now(), closed_by=by, email="")
    )


def set_report_state(*, report: Report, state: str, by) -> None:
    """Save a report with this state. Closed: by whom and when, and without its e-mail address; open: by nobody."""
    report.state = state
    if state == ReportState.OPEN:
        report.closed_at = report.closed_by = None
    else:
        report.closed_at, report.closed_by, report.email = report.closed_at or timezone.now(), by, ""
    report.save()


def forget_reporters() -> tuple[int, int]:
    """Delete data of readers after the time that it is kept. Returns ``(e-mail addresses, attempts)`` deleted."""
    emails = Report.objects.forget_emails(before=timezone.now() - EMAIL_RETENTION)
    return emails, delete_old_attempts()
