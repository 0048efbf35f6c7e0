"""Facts of a body in words that staff know: the labels of the form where they were typed."""

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import edtf
from core.fields import EDTFField
from register.differences import Difference
from register.kinds import kind_of
from register.records import Record

LONGEST = 400


class Wording:
    """Says paths and values of one record's bodies in words. Asks the database once."""

    def __init__(self, record: Record):
        kind = kind_of(record)
        self.model = kind.model
        self.record = kind.prefetched(kind.model._default_manager.filter(pk=record.pk)).get()

    def differences(self, found: list[Difference]) -> list[dict]:
        """Differences as rows: label, before, after."""
        return [
            {
                "label": self.path(path, old or new),
                "before": self.value(path, old),
                "after": self.value(path, new),
            }
            for path, old, new in found
        ]

    def path(self, path: str, value=None) -> str:
        """``milestones/k3/on`` as “Key date: signed 2014-09-29 – on”."""
        name, *rest = path.split("/", 2)
        model = self.part_model(name)
        if model is None:
            return " – ".join([self.field(self.model, name), *rest])
        if rest == ["order"]:
            return f"{capfirst(model._meta.verbose_name_plural)} – {_('order')}"
        part = next(
            (
                one
                for one in getattr(self.record, model_accessor(self.model, name)).all()
                if one.key == rest[0]
            ),
            None,
        )
        shown = part or (say(value) if isinstance(value, dict) else rest[0])
        label = f"{capfirst(model._meta.verbose_name)}: {shown}"
        return " – ".join([label, *(self.field(model, one) for one in rest[1:])])

    def value(self, path: str, value) -> str:
        """A value as people read it: the label of a choice, texts by language."""
        name, *rest = path.split("/")
        model, field = (
            (self.part_model(name), rest[-1]) if rest and self.part_model(name) else (self.model, name)
        )
        try:
            typed = model._meta.get_field(field)
        except FieldDoesNotExist:
            return say(value)
        if isinstance(typed, EDTFField) and value:
            return edtf.parse(value).words()
        choices = dict(getattr(typed, "flatchoices", None) or ())
        return str(choices[value]) if isinstance(value, str) and value in choices else say(value)

    def part_model(self, name: str):
        """The model of the parts under this name of a body; None for a field."""
        try:
            field = self.model._meta.get_field(model_accessor(self.model, name))
        except FieldDoesNotExist:
            return None
        return field.related_model if field.one_to_many else None

    def field(self, model, name: str) -> str:
        try:
            label = model._meta.get_field(name).verbose_name
        except (FieldDoesNotExist, AttributeError):
            label = name.replace("_", " ").replace("/", " – ")
        return str(label)


def model_accessor(model, name: str) -> str:
    """The relation behind a name of the body: its own, or the one with ``_links`` where the plain name is a body's."""
    names = {relation.get_accessor_name() for relation in model._meta.related_objects if relation.one_to_many}
    return f"{name}_links" if f"{name}_links" in names else name


def say(value) -> str:
    """Any value of a body on one line."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        words = ", ".join(
            filter(None, (say(one) for name, one in value.items() if name not in {"ref", "key"}))
        )
    elif isinstance(value, list):
        words = "; ".join(filter(None, map(say, value)))
    else:
        words = str(value)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
