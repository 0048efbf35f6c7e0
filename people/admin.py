"""People in the staff area."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from people.actions import hide_person
from people.models import Person, PersonCitation, PersonIdentifier, PersonName, Position
from people.serializers import PersonSerializer
from register.admin import PartInline, RecordAdmin, same_name
from register.admin.publication import WithdrawForm, admin_address
from register.admin.queues import EDITED, IN_REVIEW, lacking
from sources.admin import CitationInline


class NameInline(PartInline):
    """The name in other scripts."""

    model = PersonName
    extra = 1
    fields = (("text", "language", "kind"),)


class PositionInline(PartInline):
    """Posts that a source dates."""

    model = Position
    autocomplete_fields = ["organization"]
    related = ("organization",)
    fields = (("organization", "post"), ("held_from", "held_until", "organization_as_written"))


class IdentifierInline(PartInline):
    """What other registers call the person."""

    model = PersonIdentifier
    fields = (("scheme", "value"),)
    classes = ["collapse"]


class PersonCitationInline(CitationInline):
    """Sources for facts about the person."""

    model = PersonCitation
    serializer = PersonSerializer
    classes = ["collapse"]


class HideForm(WithdrawForm):
    """Why a name must go: for our file, in law, and for the public."""

    note = None
    internal_reason = forms.CharField(label=_("Reason for our file"), max_length=400)
    basis = forms.CharField(label=_("Legal basis"), max_length=300, help_text=_("The law and the article."))
    field_order = ["internal_reason", "basis", "reason"]


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    """Who acts in office."""

    list_display = [
        "name",
        "names_in_other_scripts",
        "last_post",
        "reference",
        "editorial_state",
        "edited",
        "is_hidden",
        "changed",
    ]
    list_filter = [*RecordAdmin.list_filter, "is_hidden"]
    search_fields = ["name", "names__text", "identifiers__value", "=ref"]
    fieldsets = [(None, {"fields": ["name"]})]
    inlines = [NameInline, PositionInline, IdentifierInline, PersonCitationInline]
    queues = [
        IN_REVIEW,
        EDITED,
        lacking("no_source", _("no source"), PersonCitation),
        lacking("no_korean", _("no name in Korean"), PersonName, language="ko"),
    ]
    mentioned = frozenset({"name"})
    label_prefetch = ("names", "positions__organization")

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        is_list = request.resolver_match and request.resolver_match.url_name == "people_person_changelist"
        return queryset.prefetch_related(*self.label_prefetch) if is_list else queryset

    @admin.display(description=_("other scripts"))
    def names_in_other_scripts(self, person):
        return ", ".join(name.text for name in person.names.all() if name.text != person.name)

    @admin.display(description=_("post"))
    def last_post(self, person):
        positions = list(person.positions.all())
        return str(positions[-1]) if positions else ""

    def label(self, person) -> str:
        """The name in every script and the last post: two of a name are told apart by it."""
        return " · ".join(
            filter(
                None, [person.name, self.names_in_other_scripts(person), self.last_post(person), person.ref]
            )
        )

    def alike(self, record):
        return same_name(record)

    # Hiding

    def get_urls(self):
        return [
            path(
                "<path:object_id>/hide/",
                self.admin_site.admin_view(self.hide_view),
                name="people_person_hide",
            ),
            *super().get_urls(),
        ]

    def has_hide_permission(self, request) -> bool:
        return request.user.has_perm("people.hide_person")

    def bar(self, request, record):
        bar = super().bar(request, record)
        if self.has_hide_permission(request) and not record.is_hidden:
            bar["acts"].append((self.address(record, "hide"), _("Hide…")))
        return bar

    def hide_view(self, request, object_id):
        """Take the name from everything public, after reasons were given."""
        person = self.record_or_404(request, object_id, may=self.has_hide_permission(request))
        form = HideForm(request.POST or None)
        if form.is_valid():
            given = form.cleaned_data
            try:
                hide_person(
                    person=person,
                    reason=given["internal_reason"],
                    basis=given["basis"],
                    public_reason=given["reason"],
                    by=request.user,
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                self.log_change(request, person, "Hidden.")
                self.message_user(request, _("The name is gone from everything public."), messages.SUCCESS)
                return HttpResponseRedirect(admin_address(person))
        return self.page(request, "admin/record_hide.html", person, title=_("Hide"), form=form)
