"""Steps of a record before it is published: sent to review, given to a reviewer, sent back, withdrawn; comments."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from core.visible_text import validate_visible
from desk.workflow.models import (
    Comment,
    PreviewLink,
    Review,
    ReviewState,
    ScheduledPublication,
    ScheduleState,
    moment_in_words,
)
from history.acts import act
from history.choices import ActKind
from register.choices import EditorialState
from register.records import Record
from register.versions import lock_version_log


def open_review(record: Record) -> Review | None:
    """The review that the record is in; None for none."""
    return _reviews_of(record).filter(state=ReviewState.OPEN).first()


def last_review(record: Record) -> Review | None:
    """The newest review of the record, ended or not."""
    return _reviews_of(record).first()


def earlier_reviews(record: Record) -> list[Review]:
    """The reviews of the record that ended, before the newest one, the last one first."""
    return list(_reviews_of(record)[1:])


@transaction.atomic
def send_to_review(*, record: Record, by, reviewer: User | None = None) -> Review:
    """Sends a draft, or a public record that was edited, to review. Raises ValidationError where it waits already."""
    record = _locked(record)
    if record.editorial_state == EditorialState.DRAFT:
        _store_state(record, EditorialState.IN_REVIEW, by=by)
    elif not (record.is_public and record.is_edited):
        raise ValidationError(_("Only a draft, or a public record that was edited since, is sent to review."))
    elif open_review(record):
        raise ValidationError(_("It is in review already."))
    # Of an import or of another time: a draft waits for nobody
    _end_review(record, ReviewState.WITHDRAWN, by=by)
    review = Review.objects.create(record=record, sent_by=by, reviewer=reviewer)
    return review


@transaction.atomic
def assign_reviewer(*, record: Record, by, reviewer: User | None) -> Review:
    """Gives the open review to another colleague, or to anybody. Raises ValidationError where there is none."""
    record = _locked(record)
    review = open_review(record)
    if review is None and record.editorial_state == EditorialState.IN_REVIEW:
        review = Review(record=record, sent_by=by)  # of an import, which asked nobody
    if review is None:
        raise ValidationError(_("It is not in review any more."))
    review.reviewer = reviewer
    review.save()
    return review


@transaction.atomic
def send_back(*, record: Record, by, reason: str) -> Review | None:
    """Ends the review with a reason for whoever sent it; a draft is a draft again. Raises ValidationError.

    A publication that is set for it is cancelled: it would come in spite of the reason.
    """
    if not reason.strip():
        raise ValidationError(_("Say why it is sent back."))
    validate_visible(reason, is_one_line=False)
    lock_version_log()  # before the record, as a publication does
    times = ScheduledPublication.objects.about(record).filter(state=ScheduleState.WAITING)
    times.update(state=ScheduleState.CANCELLED, ended_by=by, ended_at=timezone.now())
    return _leave_review(record, ReviewState.SENT_BACK, by=by, reason=reason)


@transaction.atomic
def withdraw_from_review(*, record: Record, by) -> Review | None:
    """Takes a record out of review again, by whoever sent it. Raises ValidationError where it is in none."""
    return _leave_review(record, ReviewState.WITHDRAWN, by=by, reason="")


def add_comment(*, record: Record, by, text: str, field: str = "") -> Comment:
    """Adds a comment on the record or on one field of its form. Raises ValidationError for an empty text."""
    if not text.strip():
        raise ValidationError(_("Write something."))
    validate_visible(text, is_one_line=False)
    return Comment.objects.create(record=record, field=field, text=text.strip(), written_by=by)


def resolve_comment(*, record: Record, pk: int, by) -> bool:
    """Marks a comment on the record as resolved. False where it is resolved already, or of another record."""
    comments = Comment.objects.about(record).filter(pk=pk, resolved_at=None)
    return bool(comments.update(resolved_by=by, resolved_at=timezone.now()))


def kept_about(record: Record) -> list[tuple[str, list[str]]]:
    """Label and words of what waits about a record: open comments, its review, a set time, preview links."""
    comments = Comment.objects.about(record).filter(resolved_at=None).order_by("written_at", "pk")
    times = ScheduledPublication.objects.about(record).filter(state=ScheduleState.WAITING)
    links = PreviewLink.objects.about(record).filter(revoked_at=None, expires_at__gt=timezone.now())
    review = open_review(record)
    kept = [
        (_("Comments"), [comment.text for comment in comments]),
        (_("Review"), [review.get_state_display()] if review else []),
        (_("Publication at a set time"), [moment_in_words(time.publish_at) for time in times]),
        (_("Preview links"), [link.purpose for link in links]),
    ]
    return [(label, words) for label, words in kept if words]


def forget_record(record: Record) -> None:
    """Deletes what is kept about a draft that is deleted."""
    Review.objects.about(record).delete()
    Comment.objects.about(record).delete()
    ScheduledPublication.objects.about(record).delete()
    PreviewLink.objects.about(record).delete()


def _reviews_of(record: Record) -> QuerySet[Review]:
    """Reviews of the record, the newest first, with the accounts of those who took part."""
    reviews = Review.objects.about(record).select_related("sent_by", "reviewer", "ended_by")
    return reviews.order_by("-sent_at", "-pk")


def _leave_review(record: Record, state: ReviewState, *, by, reason: str) -> Review | None:
    record = _locked(record)
    review = open_review(record)
    if review is None and record.editorial_state != EditorialState.IN_REVIEW:
        raise ValidationError(_("It is not in review any more."))
    if not reason and review and review.sent_by_id not in {None, by.pk}:
        raise ValidationError(
            _("Whoever sent it to review takes it out again; those who may publish send it back.")
        )
    if review is None and reason:  # of an import, which sent it for nobody
        review = Review.objects.create(record=record)
    if record.editorial_state == EditorialState.IN_REVIEW:
        _store_state(record, EditorialState.DRAFT, by=by)
    _end_review(record, state, by=by, reason=reason)
    return review


def _end_review(record: Record, state: ReviewState, *, by, reason: str = "") -> None:
    reviews = Review.objects.about(record).filter(state=ReviewState.OPEN)
    reviews.update(state=state, ended_by=by, ended_at=timezone.now(), reason=reason)


def _locked(record: Record) -> Record:
    """The record as it is in the database, locked until the transaction ends. Raises ValidationError if it is gone."""
    row = type(record)._default_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if row is None:
        raise ValidationError(_("A record was deleted meanwhile."))
    return row


def _store_state(record: Record, state: EditorialState, *, by) -> None:
    with act(kind=ActKind.REVIEW, by=by):
        type(record)._default_manager.filter(pk=record.pk).update(editorial_state=state)
    record.editorial_state = state
