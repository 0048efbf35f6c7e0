"""People in the staff area."""

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext_lazy as _

from desk.addresses import change_page_address
from desk.admin import PartInline, RecordAdmin
from desk.alike import AlikeMixin
from desk.queues import (
    EDITED_QUEUE,
    IN_REVIEW_QUEUE,
    Queue,
    missing_language_queues,
    missing_part_queue,
    named_only,
    shared_texts,
    without,
)
from desk.search import SearchedRows
from desk.similar_names import records_of_same_name
from merging.admin import MergingMixin
from people.actions import hide_person, names_in_use, plan_hiding
from people.forms import HidePersonForm
from people.models import Person, PersonCitation, PersonIdentifier, PersonName, Position
from people.serializers import PersonSerializer
from redaction.actions import MOST_PLACES
from redaction.confirmation import confirmation, plan_context
from redaction.forms import typed_words
from redaction.plan import Plan
from sources.admin import CitationInline
from sources.texts_beside import TextsBesideMixin


class PersonNameInline(PartInline):
    """The name in other scripts."""

    model = PersonName
    extra = 1
    fields = (("text", "language", "kind"),)


class PositionInline(PartInline):
    """Posts that a source dates."""

    model = Position
    autocomplete_fields = ["organization"]
    shown_relations = ("organization",)
    fields = (
        ("organization", "post"),
        ("held_from", "held_until", "organization_as_written"),
        ("post_by_language",),
    )


class PersonIdentifierInline(PartInline):
    """Identifiers of a person in other registers."""

    model = PersonIdentifier
    fields = (("scheme", "value"),)
    classes = ["collapse"]


class PersonCitationInline(CitationInline):
    """Sources for facts about the person."""

    model = PersonCitation
    serializer = PersonSerializer
    classes = ["collapse"]


def _has_nothing_but_a_name() -> Q:
    return named_only(PersonName, PersonIdentifier, Position)


def _may_be_double() -> Q:
    """People of a name that somebody else has."""
    return Q(pk__in=shared_texts(Person.objects, "name"))


@admin.register(Person)
class PersonAdmin(TextsBesideMixin, AlikeMixin, MergingMixin, RecordAdmin):
    """People in office: names, posts, identifiers."""

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
    search_fields = ["name", "=ref"]
    searched_fields = ("name", "external_id")
    searched_rows = (
        SearchedRows("people.PersonName", "person", ("text",)),
        SearchedRows("people.PersonIdentifier", "person", ("value",)),
        SearchedRows("people.Position", "person", ("post", "organization_as_written", "organization__name")),
    )
    fieldsets = [(None, {"fields": ["name"]})]
    inlines = [PersonNameInline, PositionInline, PersonIdentifierInline, PersonCitationInline]
    queues = [
        IN_REVIEW_QUEUE,
        EDITED_QUEUE,
        missing_part_queue("no_source", _("no source"), PersonCitation),
        *missing_language_queues(_("no name in {language}"), lambda code: without(PersonName, language=code)),
        Queue("stubs", _("nothing but a name"), _has_nothing_but_a_name),
        Queue("doubles", _("possible doubles"), _may_be_double),
    ]
    fields_seen_elsewhere = frozenset({"name"})
    label_prefetch = ("names", "positions__organization")
    new_beside = _("New person")

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        is_list = self.is_at(request, "changelist")
        return queryset.prefetch_related(*self.label_prefetch) if is_list else queryset

    @admin.display(description=_("other scripts"))
    def names_in_other_scripts(self, person):
        return ", ".join(name.text for name in person.names.all() if name.text != person.name)

    @admin.display(description=_("post"))
    def last_post(self, person):
        positions = list(person.positions.all())
        return str(positions[-1]) if positions else ""

    def label(self, person) -> str:
        """The name in every script and the last post, which distinguishes namesakes."""
        return " · ".join(
            filter(
                None, [person.name, self.names_in_other_scripts(person), self.last_post(person), person.ref]
            )
        )

    def possible_duplicates(self, record):
        return records_of_same_name(record)

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

    def has_hide_permission(self, request, obj=None) -> bool:
        return request.user.has_perm("people.hide_person")

    def publication_bar(self, request, record):
        bar = super().publication_bar(request, record)
        if self.has_hide_permission(request) and not record.is_hidden:
            bar["acts"].append((self.action_address(record, "hide"), _("Hide…")))
        return bar

    def hide_view(self, request, object_id):
        """Take the name from every ticked place, after reasons were given."""
        person = self.record_or_404(request, object_id, may=self.has_hide_permission)
        names = names_in_use(person)
        form = HidePersonForm(request.POST or None, initial={"words": "\n".join(names)})

        def plan_of() -> Plan:
            return plan_hiding(person, typed_words(form) or names, MOST_PLACES)

        def act(ticked: set[str], shown: str) -> None:
            given = form.cleaned_data
            hide_person(
                person=person, names=given["words"], ticked=ticked, shown=shown, reason=given["internal_reason"],
                basis=given["basis"], public_reason=given["reason"], by=request.user,
            )  # fmt: skip

        page = confirmation(request, form, plan_of, act)
        if page.is_done:
            self.message_user(request, _("The name was removed from the ticked places."), messages.SUCCESS)
            return HttpResponseRedirect(change_page_address(person))
        return self.render_page(
            request, "admin/record_hide.html", person, title=_("Hide"), **plan_context(page)
        )
