"""Admin forms of an agreement's parts that point at other parts of the same page, which may not be stored yet.

The party that signed, acted or pays is chosen as an organization; saving turns it into the involvement of that
organization.
"""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.choices import MilestoneKind, SignatureAct
from agreements.models import Involvement
from agreements.party_fields import INVOLVEMENTS, PartiesField, PartyField
from desk.formsets import PartChoiceField, PartForm, PartFormSet
from desk.word_fields import CountryField

_COUNTRY = Involvement._meta.get_field("country")
_SIGNING_OR_INITIALLING = {MilestoneKind.SIGNED, MilestoneKind.EXCHANGED, MilestoneKind.INITIALLED}
_KINDS_OF_ONE_PARTY = {MilestoneKind.PARTY_JOINED, MilestoneKind.PARTY_LEFT}


class _PartyForm(PartForm):
    """A part that names one involvement, through a field of organizations called ``party``."""

    party = PartyField("party", label=_("Of which party"))

    def set_up_choices(self):
        stored = self.instance.involvement if self.instance.involvement_id else None
        self.fields["party"].set_choices(self, [stored] if stored else [])
        _fill_row_choices(self)


def _fill_row_choices(form: PartForm) -> None:
    for name, field in form.fields.items():
        if isinstance(field, PartChoiceField):
            field.set_choices(form, name)


def _link_party(form: PartForm, name: str = "party") -> None:
    """Link the involvement of the chosen organization, or put the error on the field."""
    field, value = form.fields[name], form.cleaned_data.get(name)
    parts = form.record_formsets.parts(INVOLVEMENTS)
    stored = getattr(form.instance, f"{field.fk}_id")
    kept = next((part for part in parts.values() if stored and part.pk == stored), None)
    if name in form.errors or (kept and name not in form.changed_data):
        return
    try:
        form.linked_parts[field.fk] = field.involvement(value, parts) if value else None
    except ValidationError as error:
        form.add_error(name, error)


class LinkedFormSet(PartFormSet):
    """Parts that point at an involvement, by its organization, and at other parts of the page."""

    def link_parts(self, form):
        if "party" in form.fields:
            _link_party(form)
        for name, field in form.fields.items():
            if isinstance(field, PartChoiceField) and name in form.changed_data:
                form.linked_parts[field.fk] = field.parts(form).get(form.cleaned_data.get(name))


class InvolvementForm(PartForm):
    """An involvement."""

    country = CountryField(
        label=capfirst(_COUNTRY.verbose_name), help_text=_COUNTRY.help_text, required=False
    )
    for_organization = PartyField(
        "for_organization",
        fk="acting_for",
        label=_("Acting for"),
        help_text=_("Where it takes part on behalf of another one listed here."),
    )

    def set_up_choices(self):
        stored = self.instance.acting_for if self.instance.acting_for_id else None
        self.fields["for_organization"].set_choices(self, [stored] if stored else [])


class InvolvementFormSet(PartFormSet):
    """All involvements. Links between them are set once all are stored."""

    def clean(self):
        super().clean()
        for form in self.remaining_forms:
            principal, seen = self.behind(form), {id(form.instance)}
            while principal is not None and id(principal) not in seen:
                seen.add(id(principal))
                principal = self.behind_part(principal)
            if principal is form.instance:
                form.add_error("for_organization", _("This would go round in a circle."))

    def link_parts(self, form):
        _link_party(form, "for_organization")

    def behind(self, form):
        """Involvement that this one acts for: as just chosen, or as stored."""
        stored = [
            other.instance
            for other in self.remaining_forms
            if other.instance.pk and other.instance.pk == form.instance.acting_for_id
        ]
        return form.linked_parts.get("acting_for", stored[0] if stored else None)

    def behind_part(self, part):
        return next((self.behind(form) for form in self.remaining_forms if form.instance is part), None)

    def set_links(self, form):
        """Nothing yet: see `save`."""

    def save(self, commit=True):
        saved = super().save(commit)
        for form in self.remaining_forms:
            target = form.linked_parts.get("acting_for", form.instance.acting_for)
            if form.instance.acting_for != target:
                form.instance.acting_for = target
                form.instance.save(update_fields=["acting_for"])
        return saved

    def delete_marked(self):
        """Delete the marked involvements, unlinked first: those that act for each other would protect each other."""
        self.model.objects.filter(pk__in=[part.pk for part in self.marked_for_deletion]).update(
            acting_for=None
        )
        super().delete_marked()


class MilestoneForm(_PartyForm):
    """A milestone."""

    party = PartyField(
        "party",
        label=_("Of which party"),
        help_text=_("Where it is the act of one party: who ratified, joined, left or gave notice."),
    )


class MilestoneFormSet(LinkedFormSet):
    """All milestones."""

    def link_parts(self, form):
        super().link_parts(form)
        names_nobody = not (
            form.linked_parts.get("involvement")
            or (form.instance.involvement_id and "involvement" not in form.linked_parts)
        )
        if (
            form.cleaned_data.get("kind") in _KINDS_OF_ONE_PARTY
            and names_nobody
            and "party" not in form.errors
        ):
            form.add_error("party", _("Say which party joined or left."))


class SignatoryForm(_PartyForm):
    """A signatory, with the party and the signing."""

    party = PartyField(
        "party", label=_("For"), help_text=_("The organization they signed for, one of those above.")
    )
    signing = PartChoiceField(
        source="milestones",
        fk="milestone",
        kinds=_SIGNING_OR_INITIALLING,
        label=_("Signing"),
        help_text=_("Which signing. With a single one among the key dates, leave it empty."),
    )


class SignatoryFormSet(LinkedFormSet):
    """All signatories. A single signing is linked by itself."""

    def link_parts(self, form):
        super().link_parts(form)
        if form.has_changed() and not form.cleaned_data.get("signing"):
            kinds = (
                {MilestoneKind.INITIALLED}
                if form.cleaned_data.get("act") == SignatureAct.INITIALLED
                else _SIGNING_OR_INITIALLING - {MilestoneKind.INITIALLED}
            )
            signings = [
                part for part in form.record_formsets.parts("milestones").values() if part.kind in kinds
            ]
            form.linked_parts["milestone"] = signings[0] if len(signings) == 1 else None


class TermForm(PartForm):
    """A term."""

    set_by = PartChoiceField(
        source="milestones",
        fk="milestone",
        label=_("Set by"),
        help_text=_("The key date that set it, where it was not set at the start."),
    )

    def set_up_choices(self):
        _fill_row_choices(self)


class ResultForm(PartForm):
    """A result, with the commitment that it fulfils."""

    promise = PartChoiceField(
        source="commitments",
        fk="commitment",
        label=_("Commitment"),
        help_text=_("The one it fulfils, once that is saved."),
    )

    def set_up_choices(self):
        _fill_row_choices(self)


class ContributionForm(_PartyForm):
    """A contribution, with its giver."""

    party = PartyField("party", label=_("Made by"))


class DocumentForm(PartForm):
    """A document. Without a title it has the name of its file."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("title") and "title" not in self.errors:
            file = cleaned.get("file")
            cleaned["title"] = PurePath(getattr(file, "name", "") or "").stem[:400] if file else ""
            if not cleaned["title"]:
                self.add_error("title", self.fields["title"].error_messages["required"])
        return cleaned


class ContactForm(_PartyForm):
    """A contact, with the party whose office it is."""

    party = PartyField("party", label=_("Of which party"))


class CommitmentForm(PartForm):
    """A commitment, with the parties that make it."""

    parties = PartiesField("parties", label=_("Made by"), help_text=_("None: by all parties."))

    def set_up_choices(self):
        stored = list(self.instance.by.all()) if self.instance.pk else []
        self.fields["parties"].set_choices(self, stored)


class CommitmentFormSet(PartFormSet):
    """All commitments."""

    def link_parts(self, form):
        parts = form.record_formsets.parts(INVOLVEMENTS)
        form.promised_by = []
        if form.instance.pk and "parties" not in form.changed_data:
            form.promised_by = list(form.instance.by.all())
            return
        for value in form.cleaned_data.get("parties") or []:
            try:
                form.promised_by.append(form.fields["parties"].involvement(value, parts))
            except ValidationError as error:
                form.add_error("parties", error)

    def save_new(self, form, commit=True):
        return self.set_promised_by(super().save_new(form, commit), form)

    def save_existing(self, form, obj, commit=True):
        return self.set_promised_by(super().save_existing(form, obj, commit), form)

    def set_promised_by(self, commitment, form):
        commitment.by.set(form.promised_by)
        return commitment
