"""Admin page of the review of a record: reviewer, steps, and comments of colleagues."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import HttpResponseRedirect
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from desk.addresses import key_in
from desk.colleagues import colleague_name
from desk.record_pages import RecordPagesMixin
from desk.workflow import actions
from desk.workflow.forms import CommentForm, ReviewerForm, SendBackForm, reviewers
from desk.workflow.models import Comment, Review, ReviewState
from register.choices import EditorialState
from register.records import Record


class ReviewMixin(RecordPagesMixin):
    """The review page, for the admin of every kind of record."""

    def get_urls(self):
        return [self.record_route("review", self.review_view), *super().get_urls()]

    def review_summary(self, record: Record) -> dict:
        """Context for the bar on the change page: the state of the review, its reason, comments that are open."""
        return {
            "address": self.action_address(record, "review"),
            "last": _words_of_review(record),
            "comments": record.open_comments,  # type: ignore[attr-defined]  # by the queryset of the admin
        }

    def review_view(self, request, object_id):
        record = self.record_or_404(request, object_id, may=self.has_view_or_change_permission)
        may = self.review_rights(request, record)
        labels = self.commented_fields(request, record)
        forms = self.review_forms(request, record, may, labels)
        act = request.POST.get("act", "")
        if request.method == "POST":
            if not may.get(act):
                return self._too_late(request, record, act)
            form = forms.get(act)
            if form is None or form.is_valid():
                try:
                    message = self.do_review_act(request, record, act, form)
                except ValidationError as error:
                    message = None
                    self.message_user(request, " ".join(error.messages), messages.WARNING)
                if message:
                    self.message_user(request, message, messages.SUCCESS)
                return HttpResponseRedirect(self.action_address(record, "review"))
        return self.render_page(
            request,
            "admin/record_review.html",
            record,
            title=_("Review"),
            bar=self.publication_bar(request, record),
            earlier=[_review_row(review) for review in actions.earlier_reviews(record)],
            may=may,
            forms=forms,
            comments=_comment_rows(record, labels),
        )

    def _too_late(self, request, record: Record, act: str):
        """Back to the page, with what was typed, where the review went on meanwhile; others may not do it at all."""
        may_change = self.has_change_permission(request, record)
        may_at_times = {"send": may_change, "send_back": self.has_publish_permission(request, record)}
        if actions.open_review(record) is None:
            may_at_times |= {"withdraw": may_change, "assign": may_change or may_at_times["send_back"]}
        if not may_at_times.get(act):
            raise PermissionDenied
        sentence = _("Not done: the review has gone on since you opened the page.")
        self.message_user(request, sentence, messages.WARNING)
        if reason := request.POST.get("back-reason", "").strip():
            self.message_user(request, _("You had written: %(text)s") % {"text": reason}, messages.WARNING)
        return HttpResponseRedirect(self.action_address(record, "review"))

    def review_rights(self, request, record: Record) -> dict[str, bool]:
        """The acts on the review page, and whether this user may do each with the record as it stands."""
        may_change, may_publish = (
            self.has_change_permission(request, record),
            self.has_publish_permission(request, record),
        )
        review = actions.open_review(record)
        waits = bool(review) or record.editorial_state == EditorialState.IN_REVIEW
        is_mine = review is None or review.sent_by_id in {None, request.user.pk}
        is_ready = record.editorial_state == EditorialState.DRAFT or (record.is_public and record.is_edited)
        return {
            "send": may_change and is_ready and not waits,
            "assign": waits and (may_publish or (may_change and is_mine)),
            "withdraw": waits and may_change and is_mine,
            "send_back": waits and may_publish,
            "comment": may_change or may_publish,
            "resolve": may_change or may_publish,
        }

    def review_forms(
        self, request, record: Record, may: dict[str, bool], labels: dict[str, str]
    ) -> dict[str, Form]:
        """The form of each act that has one and that this user may do; the one that was sent is filled in."""
        review, last = actions.open_review(record), actions.last_review(record)

        def reviewer_form(data, prefix: str, chosen: Review | None) -> ReviewerForm:
            colleagues = reviewers(record, besides=(review and review.sent_by) or request.user)
            initial = {"reviewer": chosen and chosen.reviewer_id}
            return ReviewerForm(data, colleagues=colleagues, prefix=prefix, initial=initial)

        made = {
            "send": lambda data: reviewer_form(data, "send", last),
            "assign": lambda data: reviewer_form(data, "assign", review),
            "send_back": lambda data: SendBackForm(data, prefix="back"),
            "comment": lambda data: CommentForm(data, fields=labels, prefix="comment"),
        }
        act = request.POST.get("act")
        return {name: make(request.POST if name == act else None) for name, make in made.items() if may[name]}

    def do_review_act(self, request, record: Record, act: str, form) -> Any:
        """Does one of the acts. Returns the sentence for whoever did it; raises ValidationError."""
        by, data = request.user, form.cleaned_data if form else {}
        if act == "send":
            actions.send_to_review(record=record, by=by, reviewer=data["reviewer"])
            return _("It is in review now.")
        if act == "assign":
            actions.assign_reviewer(record=record, by=by, reviewer=data["reviewer"])
            return _("It has this reviewer now.")
        if act == "withdraw":
            actions.withdraw_from_review(record=record, by=by)
            return _("It is out of review.")
        if act == "send_back":
            actions.send_back(record=record, by=by, reason=data["reason"])
            return _("It is sent back, with your reason.")
        if act == "comment":
            actions.add_comment(record=record, by=by, text=data["text"], field=data["field"])
            return _("The comment is kept.")
        if not actions.resolve_comment(record=record, pk=key_in(request.POST.get("comment", "")), by=by):
            raise ValidationError(_("That comment is resolved already, or gone."))
        return _("The comment is resolved.")

    def commented_fields(self, request, record: Record) -> dict[str, str]:
        """Name and label of each field and list of the form of a record."""
        names = [
            name for name in self.get_fields(request, record) if isinstance(name, str) and name != "version"
        ]
        known = {field.name: field for field in self.model._meta.get_fields()}
        fields = {
            name: str(known[name].verbose_name) for name in names if hasattr(known.get(name), "verbose_name")
        }
        lists = {
            inline.model._meta.model_name or "": str(inline.model._meta.verbose_name_plural)
            for inline in self.get_inline_instances(request, record)
        }
        return {name: capfirst(label) for name, label in (fields | lists).items()}


def _comment_rows(record: Record, labels: dict[str, str]) -> list[dict]:
    """Row of each comment on the record, those that are open first. ``labels``: of the fields, by name."""
    comments = Comment.objects.about(record).select_related("written_by", "resolved_by")
    rows = [
        {
            "comment": comment,
            "about": labels.get(comment.field, comment.field),
            "by": colleague_name(comment.written_by),
            "resolved_by": colleague_name(comment.resolved_by),
        }
        for comment in comments.order_by("written_at", "pk")
    ]
    return sorted(rows, key=lambda row: row["comment"].resolved_at is not None)


def _words_of_review(record: Record) -> dict | None:
    """Names and facts of the newest review; None where it was never in one, or that one ended in a publication."""
    review = actions.last_review(record)
    if review is None or review.state == ReviewState.PUBLISHED:
        return None
    return {
        **_review_row(review),
        "is_open": review.state == ReviewState.OPEN,
        "is_sent_back": review.state == ReviewState.SENT_BACK,
    }


def _review_row(review: Review) -> dict:
    return {
        "review": review,
        "sent_by": colleague_name(review.sent_by),
        "reviewer": colleague_name(review.reviewer),
        "ended_by": colleague_name(review.ended_by),
    }
