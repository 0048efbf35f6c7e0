"""Citation form: checkboxes for the facts that a source supports."""

from collections.abc import Iterator

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import EDTFFormField
from desk.formsets import PartForm
from desk.typed_records import TypedRecordField
from register.fact_labels import model_accessor
from sources.choices import SourceKind
from sources.fact_fields import FactsField
from sources.models import Source
from sources.quoted_fields import QuotedFieldsFormSet, fact_label, is_part_list, members_filled_by
from sources.texts.guesses import guess_language

_FactGroup = tuple[str, list[tuple[str, str]]]  # heading, (path, label)


_MOST_BOXES = 3_000  # of facts, on a page
_OF_NEW_SOURCE = ("address", "publisher", "published_on")


class CitationForm(PartForm):
    """A citation with a checkbox for each fact, and another for all that this save adds or changes."""

    facts = FactsField(
        label=_("Facts"),
        required=False,
        help_text=_(
            "Which facts it supports. None: the record as a whole. What is new on this page can be ticked once saved."
        ),
    )
    cites_this_save = forms.BooleanField(
        label=_("Also everything that this save adds or changes"),
        required=False,
        help_text=_("For typing off one source: enter what it says, name it here, tick this."),
    )

    cites_lists = forms.MultipleChoiceField(
        label=_("Only what this save adds or changes of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("For a second source: tick what it says, too."),
    )
    source_address = forms.URLField(
        label=_("Address of a new source"), required=False, max_length=1000, assume_scheme="https"
    )
    source_publisher = forms.CharField(label=_("Its publisher"), required=False, max_length=300)
    source_published_on = EDTFFormField(label=_("Published on"), required=False)
    source_kind = forms.ChoiceField(
        label=_("Its kind"), required=False, choices=SourceKind.choices, initial=SourceKind.WEB_PAGE
    )

    def _clean_fields(self):
        described = (self.data.get(self.add_prefix(f"source_{name}"), "").strip() for name in _OF_NEW_SOURCE)
        if isinstance(field := self.fields["source"], TypedRecordField):
            field.is_new_described = any(described)
        super()._clean_fields()

    def clean(self):
        cleaned = super().clean()
        given = {
            name: cleaned.get(f"source_{name}") for name in _OF_NEW_SOURCE if cleaned.get(f"source_{name}")
        }
        source = cleaned.get("source")
        if source and source.pk is None:
            self._complete_source(source, given)
        elif source and (
            given := {name: value for name, value in given.items() if value != getattr(source, name)}
        ):
            sentence = _("This source is in the register already: change it on its own page.")
            self.add_error(f"source_{next(iter(given))}", sentence)
        return cleaned

    def _complete_source(self, source: Source, given: dict[str, str]) -> None:
        """Fill in what was typed of a new source, or put the errors on its fields. Its title is in its language."""
        source.kind = self.cleaned_data.get("source_kind") or source.kind
        source.language = guess_language(source.title)
        source.retrieved_on = timezone.localdate()
        for name, value in given.items():
            setattr(source, name, value)
        try:
            source.full_clean(exclude=["archived_copy"])
        except forms.ValidationError as error:
            for name, errors in error.error_dict.items():
                self.add_error(f"source_{name}" if name in _OF_NEW_SOURCE else "source", errors)

    def set_up_choices(self):
        self.fields["cites_lists"].choices = lambda: self.formset.list_choices()
        facts = self.fields["facts"]
        facts.choices = lambda: self.formset.fact_choices(self)
        facts.widget.choices = facts.choices
        facts.widget.is_short = lambda: not self.formset.offers_all_facts(self)


class CitationFormSet(QuotedFieldsFormSet):
    """Citations of a record."""

    def fact_choices(self, form: CitationForm) -> list[_FactGroup]:
        """All facts of the record that are not empty, and the facts ticked before; on a long page the ticked alone."""
        groups = self.stored_fact_groups
        stored = {path for _heading, facts in groups for path, _label in facts}
        gone = [(path, path) for path in form.instance.facts if path not in stored]
        if not self.offers_all_facts(form):
            ticked = {*(form["facts"].value() or [])}
            chosen = [(heading, [fact for fact in facts if fact[0] in ticked]) for heading, facts in groups]
            groups = [(heading, facts) for heading, facts in chosen if facts]
        return [*groups, *([(str(_("No longer there")), gone)] if gone else [])]

    def offers_all_facts(self, form: CitationForm) -> bool:
        """True unless the page has too many rows for a box for each fact in each of them."""
        return self._has_room_for_facts or self.record_formsets.offered == form.add_prefix("facts")

    @cached_property
    def _has_room_for_facts(self) -> bool:
        number = sum(len(facts) for _heading, facts in self.stored_fact_groups)
        return number * len(self.forms) <= _MOST_BOXES

    @cached_property
    def stored_fact_groups(self) -> list[_FactGroup]:
        if self.instance.pk is None:
            return []
        return [(str(_("The record itself")), list(self._record_facts())), *self._part_fact_groups()]

    def _record_facts(self) -> Iterator[tuple[str, str]]:
        model = type(self.instance)
        for name, field in self.serializer().fields.items():
            if name in {"object", "ref"} or is_part_list(field):
                continue
            yield name, fact_label(model, name)

    def _part_fact_groups(self) -> Iterator[_FactGroup]:
        for name, field in self.serializer().fields.items():
            if is_part_list(field):
                for part in self.record_formsets.stored_parts(
                    model_accessor(type(self.instance), name)
                ).values():
                    body = field.child.to_representation(part)
                    facts = [(f"{name}/{part.key}", str(_("as a whole")))]
                    facts += [
                        (f"{name}/{part.key}/{member}", fact_label(type(part), member))
                        for member, value in body.items()
                        if value and member != "key"
                    ]
                    yield f"{capfirst(part._meta.verbose_name)}: {part}", facts

    def cite_what_changed(self, record_form) -> None:
        """Add the facts that this save added or changed to the citations that ask for it. Call before saving these."""
        self.typed_over = dict(self.values_typed_over(record_form))
        asking = [
            form
            for form in self.remaining_forms
            if form.cleaned_data.get("cites_this_save") or form.cleaned_data.get("cites_lists")
        ]
        if not asking:
            return
        changed = [*self._changed_fields(record_form), *self._changed_parts()]
        for form in asking:
            lists = form.cleaned_data.get("cites_lists") or []
            form.instance.facts = [
                *form.instance.facts,
                *(
                    path
                    for path in changed
                    if path not in form.instance.facts and (not lists or path.partition("/")[0] in lists)
                ),
            ]

    def list_choices(self) -> list[tuple[str, str]]:
        """The lists of parts on this page, by their names in the body."""
        return [
            (name, capfirst(str(formset.model._meta.verbose_name_plural)))
            for name, field in self.serializer().fields.items()
            if is_part_list(field)
            and (formset := self.record_formsets.formsets.get(model_accessor(type(self.instance), name)))
        ]

    def _changed_fields(self, record_form) -> list[str]:
        fields = self.serializer().fields
        return [name for name in record_form.changed_data if name in fields]

    def _changed_parts(self) -> Iterator[str]:
        for name, field in self.serializer().fields.items():
            formset = (
                self.record_formsets.formsets.get(model_accessor(type(self.instance), name))
                if is_part_list(field)
                else None
            )
            if formset is None:
                continue
            for part in formset.new_objects:
                yield f"{name}/{part.key}"
            for part, changed in formset.changed_objects:
                yield from (
                    f"{name}/{part.key}/{member}" for member in members_filled_by(field.child, changed)
                )
