"""Form field of another record, typed by any of its names: one that is not there yet is made when the form is saved."""

import re
from itertools import product
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core.text import fold
from desk.similar_names import rows_named_like

_NUMBERED = re.compile(r"(?P<name>.*?)\s*#(?P<pk>\d{1,18})$", re.DOTALL)
_MOST = 5  # records that are named where a name is that of several, or of none


def name_lookups(model: type[Model]) -> tuple[str, ...]:
    """Lookups of the names of a model's records, its own column first: ``typed_lookups`` of the model, or these."""
    lookups: tuple[str, ...] = getattr(model, "typed_lookups", ("name", "names__text"))
    return lookups


def records_named(records: QuerySet, text: str) -> list[Any]:
    """Records of this name, or of the name with what tells them apart in brackets; “… #12” is the one of that key."""
    if numbered := _NUMBERED.fullmatch(text):
        return list(records.filter(pk=numbered["pk"]))
    head, bracket, _rest = text.rpartition(" (")
    names = [text, head] if bracket and text.endswith(")") else [text]
    is_named = Q()
    for name, lookup in product(names, name_lookups(records.model)):
        is_named |= Q(**{f"{lookup}__iexact": name})
    rows = list(records.filter(is_named).order_by("pk").distinct()[: 4 * _MOST])
    exact = [row for row in rows if fold(text) in map(fold, _labels_in_languages(row))]
    return (
        exact or rows
        if len(names) == 1
        else exact or [row for row in rows if fold(text) in _folded_names(row)]
    )


def _labels_in_languages(record: Model) -> set[str]:
    """The record as the staff area calls it, in each language of the site."""
    labels = set()
    for code, _name in settings.LANGUAGES:
        with override(code):
            labels.add(str(record))
    return labels


def _folded_names(record: Model) -> set[str]:
    rows = type(record)._default_manager.filter(pk=record.pk).values_list(*name_lookups(type(record)))
    return {fold(name) for names in rows for name in names if name}


def numbered_label(record: Any) -> str:
    """A label that no other record has."""
    return f"{record} #{record.pk}"


class TypedRecordInput(forms.MultiWidget):
    """The name that is typed, the key of the record that was chosen by it, and a tick to make a new one."""

    template_name = "admin/widgets/typed_record.html"
    use_fieldset = False

    def __init__(self, model: type[Model], attrs: Any = None):
        self.model = model
        self.labels: dict[str, str] = {}
        self.offers_new = False
        inputs: dict[str, forms.Widget | type[forms.Widget]] = {
            "": forms.TextInput({"class": "vTextField typed-record", "autocomplete": "off"}),
            "chosen": forms.HiddenInput(),
            "new": forms.CheckboxInput(),
        }
        super().__init__(inputs, attrs)

    def decompress(self, value: Any) -> list[Any]:
        if not value:
            return ["", "", False]
        pk = str(value)
        if pk not in self.labels:
            record = self.model._default_manager.filter(pk=pk).first()
            self.labels[pk] = str(record) if record else ""
        return [self.labels[pk], pk, False]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        typed, chosen, new = widget["subwidgets"]
        for hidden in (chosen, new):
            hidden["attrs"].pop("required", None)
        typed["attrs"]["id"] = (attrs or {}).get("id", "")
        widget["offers_new"] = self.offers_new or new["attrs"].get("checked")
        widget["address"] = reverse("admin:typed_record", args=[self.model._meta.label_lower])
        widget["noun"] = self.model._meta.verbose_name
        return context

    def id_for_label(self, id_: str) -> str:
        return id_


class TypedRecordField(forms.Field):
    """A record of ``model`` by the name that was typed; an unsaved one where it is to be made, None for nothing."""

    def __init__(self, model: type[Model], *, may_add: bool = False, **kwargs: Any):
        self.model, self.may_add = model, may_add
        self.is_new_described = False  # the form says more of a new one, which is as good as the tick
        self.loaded: dict[str, Any] = {}  # records that the page has loaded anyway, by key
        kwargs["widget"] = TypedRecordInput(model)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Raises ValidationError for a name that several have, or none."""
        text, chosen, is_new = _parts(value)
        if not text:
            return super().clean(None)
        if chosen and (record := self._chosen(text, chosen)):
            return record
        records = self.model._default_manager.all()
        if text.isdecimal() and len(text) < 19 and (record := records.filter(pk=text).first()):
            return record
        of_this_name = records_named(records, text)
        if len(of_this_name) == 1:
            return of_this_name[0]
        if of_this_name:
            raise ValidationError(
                _("Several have this name. Write one of these: %(records)s."),
                code="several",
                params={"records": "; ".join(map(numbered_label, of_this_name[:_MOST]))},
            )
        return self._new(text, is_new)

    def _chosen(self, text: str, pk: str) -> Any:
        """The record that was chosen, unless another name was typed since."""
        if pk in self.loaded and text == str(self.loaded[pk]):
            return self.loaded[pk]
        record = (
            self.model._default_manager.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 19 else None
        )
        is_same = record and (
            fold(text) in map(fold, _labels_in_languages(record)) or fold(text) in _folded_names(record)
        )
        return record if is_same else None

    def _new(self, text: str, is_new: bool) -> Any:
        if (is_new or self.is_new_described) and self.may_add:
            return self.model(**{name_lookups(self.model)[0]: text})
        self.widget.offers_new = self.may_add
        near = rows_named_like(self.model._default_manager.all(), name_lookups(self.model), [text])[:_MOST]
        sentence = _("“%(name)s” is not in the register. Tick to add it, or correct the name.")
        if near:
            sentence = _(
                "“%(name)s” is not in the register. Tick to add it, or write one of these: %(records)s."
            )
        params = {"name": text, "records": "; ".join(map(str, near))}
        raise ValidationError(sentence, code="unknown", params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        text, chosen, _is_new = _parts(data)
        if not text or not initial:
            return bool(text) != bool(initial)
        if chosen == str(initial) and chosen in self.loaded and text == str(self.loaded[chosen]):
            return False
        try:
            return getattr(self.clean(data), "pk", None) != initial
        except ValidationError:
            return True

    def shown_values(self, values: list[str]) -> str:
        """What was typed, in the words of a page that compares."""
        text = values[0] if values else ""
        record = self.model._default_manager.filter(pk=text).first() if text.isdecimal() else None
        return str(record) if record else text


def _parts(value: Any) -> tuple[str, str, bool]:
    text, chosen, is_new = value or ("", "", False)
    return " ".join((text or "").split()), str(chosen or ""), bool(is_new)


def typed_record_field(db_field: Any, *, may_add: bool, help_text: Any = None) -> TypedRecordField:
    """The form field of a foreign key to records that have names."""
    return TypedRecordField(
        db_field.remote_field.model,
        may_add=may_add,
        label=capfirst(db_field.verbose_name),
        help_text=help_text or db_field.help_text,
        required=not db_field.blank,
    )
