"""Labels of facts: a path in a body, ``milestones/h7x2kq/on``, in the words of the admin forms. No queries."""

from collections.abc import Callable
from functools import cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from register.kinds import kinds

PartNames = dict[str, Callable[[dict], str]]

# Labels of members whose field is labelled too briefly for a sentence.
FIELD_LABELS = {"on": _("date")}
# Members that are not named beside the name of their part.
_IMPLIED_MEMBERS = {"title", "text", "kind"}


def fact_labeller(model: type[models.Model], body: dict, names: PartNames) -> Callable[[str], str]:
    """Function that labels the paths of a body of this model. ``names`` gives names of parts by collection."""

    def label(path: str) -> str:
        collection, key, member = [*path.split("/", 2), "", ""][:3]
        field = model_field(model, collection)
        if not key:
            return capfirst(str(FIELD_LABELS.get(collection) or field_label(field, collection)))
        part = _part_by_key(body.get(collection) or [], key)
        part_name = names[collection](part) if part and collection in names else ""
        part_name = capfirst(part_name or field_label(field, collection, is_single=True))
        has_label = member and member not in _IMPLIED_MEMBERS and field is not None and field.related_model
        member_field = model_field(field.related_model, member) if has_label else None
        if member_field is None:
            return part_name
        return f"{part_name}: {FIELD_LABELS.get(member, member_field.verbose_name)}"

    return label


def _part_by_key(parts: list, key: str) -> dict | None:
    return next((part for part in parts if isinstance(part, dict) and part.get("key") == key), None)


def model_field(model: type[models.Model] | None, name: str):
    """Field or relation behind a member of a body; None where it has none of its own."""
    if model is None:
        return None
    for field_name in (name, _field_aliases().get(name, "")):
        try:
            return model._meta.get_field(field_name)
        except FieldDoesNotExist:
            continue
    return None


@cache
def _field_aliases() -> dict[str, str]:
    """Fields by member of a body, of all kinds; used only where the model has no field of the name of the member."""
    return {member: field for kind in kinds() for member, field in kind.field_aliases.items()}


def model_accessor(model: type[models.Model], name: str) -> str:
    """Accessor of the relation behind a collection of a body: its own name, or that with ``_links``."""
    names = {relation.get_accessor_name() for relation in model._meta.related_objects if relation.one_to_many}
    return f"{name}_links" if f"{name}_links" in names else name


def field_label(field, otherwise: str, *, is_single: bool = False) -> str:
    """Label of a field, or of a relation by its model, in the plural unless ``is_single``."""
    if field is None:
        return otherwise.replace("_", " ")
    if hasattr(field, "verbose_name"):
        return str(field.verbose_name)
    meta = field.related_model._meta
    return str(meta.verbose_name if is_single else meta.verbose_name_plural)
