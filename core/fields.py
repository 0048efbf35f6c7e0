"""EDTFField: model field for an EDTF date, with two plain date columns beside it for SQL."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.query_utils import DeferredAttribute
from django.forms import TextInput
from django.utils.translation import gettext_lazy as _

from core import edtf
from core.forms import EDTFFormField, EDTFInput

_BOUNDS = ("earliest", "latest")


class DerivedBound(DeferredAttribute):
    """Attribute that computes a bound from the date beside it, so that the two never disagree on an instance.

    A value that is set, as by loading a row, is kept: Django takes a missing one for a deferred field.
    """

    def __set__(self, instance: models.Model, value: date | None) -> None:
        instance.__dict__[self.field.attname] = value

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        if instance is None:
            return self
        source, _, bound = self.field.attname.rpartition("_")
        try:
            text = getattr(instance, source)
            return getattr(edtf.parse(text), bound) if text else None
        except edtf.EDTFError:  # it is refused when the date itself is cleaned or saved
            return None


class EDTFBound(models.DateField):
    """The earliest or latest day that the EDTFField ``<name>`` beside it can mean; NULL where unbounded.

    Added by that field and named ``<name>_earliest`` or ``<name>_latest``; never declared by hand.
    """

    descriptor_class = DerivedBound

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"null": True, "blank": True, "editable": False} | kwargs)

    def contribute_to_class(
        self, cls: type[models.Model], name: str, private_only: bool = False, **kwargs: Any
    ) -> None:
        # A migration and an abstract base list it after the date has added its own.
        if not _has_field(cls, name):
            super().contribute_to_class(cls, name, private_only=private_only, **kwargs)


def ends_after_start(name: str, start: str, end: str) -> models.CheckConstraint:
    """Constraint that a date may lie on or after another one, as far as both are known."""
    first, last = f"{start}_earliest", f"{end}_latest"
    return models.CheckConstraint(
        name=name,
        condition=Q(**{last: None}) | Q(**{first: None}) | Q(**{f"{last}__gte": F(first)}),
        violation_error_message=_("It cannot end before it begins."),
    )


class EDTFField(models.CharField):
    """A date in EDTF ("2023-08", "[..2014-09-29]", see core.edtf), optional unless ``blank=False``.

    On the instance it is a plain string; ``<name>_words`` is the date in words of the active language, and
    ``<name>_earliest`` and ``<name>_latest`` are its bounds, as columns too. Two ways of writing
    bypass the columns: ``save(update_fields=…)`` must name all three (see ``names``), and
    ``QuerySet.update()`` must set all three.
    """

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **{"max_length": 64, "blank": True} | kwargs)
        # Made here and not in contribute_to_class, so that the columns are next to each other.
        self.bounds = {bound: EDTFBound() for bound in _BOUNDS}

    @property
    def names(self) -> list[str]:
        """Names of the three fields that are stored together."""
        return [self.name, *(f"{self.name}_{bound}" for bound in _BOUNDS)]

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only=private_only)
        for bound, field in self.bounds.items():
            if not _has_field(cls, f"{name}_{bound}"):
                cls.add_to_class(f"{name}_{bound}", copy.deepcopy(field))
        if f"{name}_words" not in cls.__dict__:
            setattr(cls, f"{name}_words", property(lambda instance: _edtf_words(getattr(instance, name))))

    def deconstruct(self) -> Any:
        # Django leaves out its own default, False; ours is True.
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"blank": self.blank}

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not value:
            return value
        try:
            return str(edtf.parse(value))
        except edtf.EDTFError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> Any:
        # Past CharField, which would parse what a query merely compares with.
        return super(models.CharField, self).get_prep_value(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Raises EDTFError for a value that was never cleaned and is no date."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str) and value:
            edtf.parse(value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        # The admin gives every CharField its own text input, which would not show the parsed date.
        widget = kwargs.get("widget")
        kind = widget if isinstance(widget, type) else type(widget)
        if issubclass(kind, TextInput):
            kwargs["widget"] = widget if issubclass(kind, EDTFInput) else EDTFInput
        return super().formfield(**{"form_class": EDTFFormField} | kwargs)


def _has_field(cls: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in cls._meta.local_fields)


def _edtf_words(text: str) -> str:
    return edtf.parse(text).words() if text else ""
