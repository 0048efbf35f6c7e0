"""Words of sources that were put into the fields of a page: cited when it is saved, and no longer when typed over."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from rest_framework import serializers

from core.localized import LocalizedWidget
from desk.formsets import PartFormSet
from register.fact_labels import model_accessor
from sources.models import SourceText
from sources.passages import (
    QUOTED,
    Quote,
    cite_quotes,
    confirms,
    forget_passages,
    passages_of,
    quotes_in,
)

_NAME = "name_as_written"
_LISTS_OF_PEOPLE = {"signatories", "attendances"}

type _Held = tuple[str, list[str]]  # an input and what it holds


class QuotedFieldsFormSet(PartFormSet):
    """Citations of a record that follow its fields. ``serializer`` is that of its body: the facts in it can be cited.

    ``typed_over``: the inputs and what they hold now, by the stored facts that a save changes: of a part as a whole all
    that were typed over.
    """

    serializer: type[serializers.Serializer]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.typed_over: dict[str, list[_Held]] = {}

    def save(self, commit=True):
        """Save the citations, and cite the words that were put into fields of the page, as far as these hold them."""
        saved = super().save(commit)
        left_out = self._forget_typed_over()
        quotes, sent = [], [*quotes_in(self.data.get(QUOTED, ""))]
        renamed = self._renamed_rows(sent)
        for quote in sent:
            facts, held = self._facts_of_field(quote.field), self.data.getlist(quote.field)
            name = renamed.get(quote.field.rpartition("-")[0])
            if facts and not (quote.is_of(held) and (name is None or confirms(quote.words, name))):
                left_out += [quote.field] if any(held) else []
                facts = []  # of the record as a whole
            if facts is not None:
                quotes.append((quote, facts))
        cite_quotes(self.model, self.instance, quotes)
        if left_out:
            sentence = _(
                "What was typed over the words of a source is not cited with it: %(fields)s."
                " If the source says that, too, cite it for these fields again."
            )
            names = dict.fromkeys(self._label_of(name) for name in left_out)
            self.notes.append(sentence % {"fields": "; ".join(names)})
        return saved

    def _renamed_rows(self, quotes: list[Quote]) -> dict[str, list[str]]:
        """Rows of people in which another name was typed over the words of sources, each with what it holds now."""
        of_names = [(quote, self.data.getlist(quote.field)) for quote in quotes if _is_of_name(quote.field)]
        kept = {quote.field for quote, held in of_names if quote.is_of(held)}
        return {quote.field.rpartition("-")[0]: held for quote, held in of_names if quote.field not in kept}

    def _forget_typed_over(self) -> list[str]:
        """Take passages of facts that this save changed out of the stored citations. Returns the inputs of these."""
        gone = [
            fact
            for form in self.remaining_forms
            for fact in forget_passages(
                form.instance,
                {fact: [each for _name, each in inputs] for fact, inputs in self.typed_over.items()},
                is_cited_anew=bool(
                    form.cleaned_data.get("cites_this_save") or form.cleaned_data.get("cites_lists")
                ),
            )
        ]
        inputs = [(fact, *each) for fact in gone for each in self.typed_over[fact]]
        return [
            name for fact, name, held in inputs if any(held) or fact.count("/") == 1
        ]  # a part is still there

    def values_typed_over(self, record_form) -> Iterator[tuple[str, list[_Held]]]:
        """The stored facts that a save changes, each with its inputs and what these hold now."""
        fields = self.serializer().fields
        yield from ((name, [held]) for name, held in self._changed(record_form) if name in fields)
        for member, field in fields.items():
            for form in self._forms_of(member, field):
                if form.instance.pk:
                    part, changed = f"{member}/{form.instance.key}", [*self._changed(form)]
                    for name, held in changed:
                        for each in members_filled_by(field.child, [name]):
                            yield f"{part}/{each}", [held]
                    yield from self._of_another_person(part, field.child, form, dict(changed))
                    if over := [held for name, held in changed if _says_something(form, name)]:
                        yield part, over

    def _of_another_person(
        self, part: str, serializer, form, changed: dict[str, _Held]
    ) -> Iterator[tuple[str, list[_Held]]]:
        """The other facts of a person's row in which somebody else is named now: their words have to name them."""
        before = form.initial.get(_NAME)
        if not _is_of_name(form.add_prefix(_NAME)) or not before or _NAME not in changed:
            return
        named = changed[_NAME][1]
        if confirms(before, named) and confirms(named[0], [before]):  # the same in other letters
            return
        for name in form.fields:
            for member in members_filled_by(serializer, [name] if name not in {_NAME, "person"} else []):
                own = [changed[name]] if name in changed else []
                yield f"{part}/{member}", [*own, (form.add_prefix(name), named)]

    def _changed(self, form) -> Iterator[tuple[str, _Held]]:
        """The changed fields of a form with their inputs and what these hold, but for lists to which something came."""
        for name in form.changed_data:
            held = [each for sent in _inputs_of_field(form, name) for each in self.data.getlist(sent)]
            before = form.initial.get(name)
            listed = [str(getattr(each, "pk", each)) for each in before] if isinstance(before, list) else []
            if not listed or not {*listed} <= {*held}:
                yield name, (form.add_prefix(name), held)

    def _forms_of(self, member: str, field) -> list[Any]:
        """The filled-in forms of a list of parts of the body."""
        if not is_part_list(field):
            return []
        formset = self.record_formsets.formsets.get(model_accessor(type(self.instance), member))
        return formset.remaining_forms if formset else []

    def _label_of(self, name: str) -> str:
        """An input in words: its label, and the row that it stands in."""
        formsets = self.record_formsets.formsets.values()
        for form in (each for formset in formsets for each in formset.forms):
            if name.startswith(f"{form.prefix}-") and (own := _field_of(form, name)) in form.fields:
                return f"{form.instance}: {form[own].label}"
        return capfirst(fact_label(type(self.instance), name))

    def _facts_of_field(self, name: str) -> list[str] | None:
        """Paths of the facts that a field of the page fills, [] for the record; None where it is gone or none."""
        fields = self.serializer().fields
        if not name:
            return []
        if (own := _without_language(name)) in fields:
            return [own]
        for member, field in fields.items():
            for form in self._forms_of(member, field):
                if name.startswith(f"{form.prefix}-") and form.instance.pk:
                    body = field.child.to_representation(form.instance)
                    filled = members_filled_by(field.child, [_field_of(form, name)])
                    path = f"{member}/{form.instance.key}"
                    return [f"{path}/{each}" for each in filled if body.get(each)] or [path]
        return None

    def passage_places(self, texts: list[SourceText]) -> list[dict]:
        """Where the passages of stored citations stand in these texts, with the inputs of their facts."""
        places = []
        for form in self.initial_forms:
            mine = [text for text in texts if text.source_id == form.instance.source_id]
            for passage in passages_of(form.instance):
                if place := passage.place_among(mine):
                    where = {"text": place[0].pk, "start": place[1], "end": place[2]}
                    places += [
                        {**where, "field": name}
                        for name in [str(form.prefix), *self._inputs_of(passage.fact)]
                    ]
        return places

    def _inputs_of(self, fact: str) -> list[str]:
        """Names of the inputs that fill a fact of the stored record."""
        member, _slash, rest = fact.partition("/")
        field = self.serializer().fields.get(member)
        if not rest or not is_part_list(field):
            return [fact, *(f"{fact}_{code}" for code, _name in settings.LANGUAGES)]
        key, _slash, name = rest.partition("/")
        formset = self.record_formsets.formsets.get(model_accessor(type(self.instance), member))
        return [
            sent
            for form in (formset.initial_forms if formset else ())
            if form.instance.key == key
            for each in form.fields
            if name in members_filled_by(field.child, [each])
            for sent in _inputs_of_field(form, each)
        ]


def _inputs_of_field(form, name: str) -> list[str]:
    """The inputs of a field: of a text by language one for each."""
    widget, sent = form.fields[name].widget, form.add_prefix(name)
    languages = widget.languages if isinstance(widget, LocalizedWidget) else ()
    return [f"{sent}_{code}" for code in languages] or [sent]


def _is_of_name(sent: str) -> bool:
    """True for the input of the name of a person in a list of parts; other rows have it beside an organization."""
    part, _dash, name = sent.rpartition("-")
    return name == _NAME and part.rpartition("-")[0] in _LISTS_OF_PEOPLE


def _field_of(form, sent: str) -> str:
    """The name of the field of a form that an input is of."""
    name = sent.removeprefix(f"{form.prefix}-")
    return name if name in form.fields else _without_language(name)


def _without_language(name: str) -> str:
    """The name of a text by language, of an input that holds it in one."""
    text, _underscore, code = name.rpartition("_")
    return text if text and code in dict(settings.LANGUAGES) else name


def _says_something(form, name: str) -> bool:
    """True for a field that somebody sees and that said something before."""
    return bool(form.initial.get(name)) and not form.fields[name].widget.is_hidden


def is_part_list(field) -> bool:
    return isinstance(field, serializers.ListSerializer) and "key" in field.child.fields


def members_filled_by(serializer, changed: list[str]) -> list[str]:
    """The members of a part's body that these fields of its form fill."""
    members = []
    for name, field in serializer.fields.items():
        sources = {name, field.source, getattr(field, "organization", None), getattr(field, "person", None)}
        sources.add(getattr(field, "written", None))
        if sources & set(changed):
            members.append(name)
    return members


def fact_label(model, name: str) -> str:
    try:
        return str(model._meta.get_field(name).verbose_name)
    except (FieldDoesNotExist, AttributeError):
        return name.replace("_", " ")
