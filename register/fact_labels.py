"""What facts are called: a path such as ``milestones/k3/on`` in the labels of the forms. Nothing asks the database."""

from collections.abc import Callable

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

PartNames = dict[str, Callable[[dict], str]]

# Members of a body that the model knows under another name.
_FIELD_ALIASES = {
    "agreements": "agreement_links",
    "post": "post_as_written",
    "agreement": "older",
    "organization": "other",
}
# Members whose name in a form says too little by itself.
FIELD_LABELS = {"on": _("date")}
# Members that go without saying beside the name of their part.
_IMPLIED_MEMBERS = {"title", "text", "kind"}


def fact_labeller(model: type[models.Model], body: dict, names: PartNames) -> Callable[[str], str]:
    """A function that puts the paths of this body into words. ``names`` name a part of a collection in a few words."""

    def words(path: str) -> str:
        collection, key, member = [*path.split("/", 2), "", ""][:3]
        field = model_field(model, collection)
        if not key:
            return capfirst(str(FIELD_LABELS.get(collection) or field_label(field, collection)))
        part = next(
            (one for one in body.get(collection) or [] if isinstance(one, dict) and one.get("key") == key),
            None,
        )
        told = (part and collection in names and names[collection](part)) or field_label(
            field, collection, one=True
        )
        is_said = member and member not in _IMPLIED_MEMBERS
        of_member = (
            model_field(field.related_model, member)
            if is_said and field is not None and field.related_model
            else None
        )
        return (
            f"{capfirst(told)}: {FIELD_LABELS.get(member, of_member.verbose_name)}"
            if of_member is not None
            else capfirst(told)
        )

    return words


def model_field(model: type[models.Model] | None, name: str):
    """The field or relation behind a member of a body; None where it has none of its own."""
    if model is None:
        return None
    for called in (name, _FIELD_ALIASES.get(name, "")):
        try:
            return model._meta.get_field(called)
        except FieldDoesNotExist:
            continue
    return None


def model_accessor(model: type[models.Model], name: str) -> str:
    """The relation behind a name of the body: its own, or the one with ``_links`` where the plain name is a body's."""
    names = {relation.get_accessor_name() for relation in model._meta.related_objects if relation.one_to_many}
    return f"{name}_links" if f"{name}_links" in names else name


def field_label(field, otherwise: str, *, one: bool = False) -> str:
    if field is None:
        return otherwise.replace("_", " ")
    if hasattr(field, "verbose_name"):
        return str(field.verbose_name)
    meta = field.related_model._meta
    return str(meta.verbose_name if one else meta.verbose_name_plural)
