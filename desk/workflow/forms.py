"""Forms of the review page: to send to review, to send back, to comment."""

from functools import partial
from typing import cast

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.visible_text import validate_visible
from desk.colleagues import colleague_name
from register.records import Record


def reviewers(record: Record, *, besides=None) -> QuerySet[User]:
    """Active colleagues who may publish records of this kind, but for one."""
    meta = record._meta
    users = User.objects.with_perm(
        f"{meta.app_label}.publish_{meta.model_name}", backend="django.contrib.auth.backends.ModelBackend"
    )
    users = users.filter(is_active=True, is_staff=True).order_by("last_name", "first_name", "username")
    if outside := [user.pk for user in users if not record.is_within_scope_of(user)]:
        users = users.exclude(pk__in=outside)
    return users.exclude(pk=besides.pk) if besides else users


class _ReviewerField(forms.ModelChoiceField):
    """Choice of a colleague, by name."""

    def label_from_instance(self, obj) -> str:
        return colleague_name(obj)


class _StaffTextField(forms.CharField):
    """Text of a few lines for colleagues."""

    widget = forms.Textarea(attrs={"rows": 3})
    default_validators = [partial(validate_visible, is_one_line=False)]

    def __init__(self, **kwargs):
        super().__init__(max_length=2000, **kwargs)


class ReviewerForm(forms.Form):
    """Choice of the reviewer, from ``colleagues``."""

    reviewer = _ReviewerField(
        User.objects.none(),
        label=_("Reviewer"),
        required=False,
        empty_label=_("anybody who may publish"),
        help_text=_("They find it on the front page, under what waits for their review."),
    )

    def __init__(self, *args, colleagues: QuerySet[User], **kwargs):
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["reviewer"]).queryset = colleagues


class SendBackForm(forms.Form):
    """Reason for which a record is sent back."""

    reason = _StaffTextField(label=_("Reason"), help_text=_("For whoever sent it to review. Never public."))


class CommentForm(forms.Form):
    """A comment on a record, or on one of ``fields``: names and labels of what its form asks for."""

    field = forms.ChoiceField(label=_("About"), required=False)
    text = _StaffTextField(label=_("Comment"), help_text=_("For colleagues. Never public."))

    def __init__(self, *args, fields: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", _("the whole record")), *fields.items()]
        cast(forms.ChoiceField, self.fields["field"]).choices = choices
