"""Properties that several kinds of records have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from register.reconcile import values
from register.reconcile.subjects import Property, Record
from register.reconcile.values import Entity

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


def name_properties() -> Iterable[Property]:
    """The name now, and in each language of the site. Nobody is found by these: that is the query's part."""
    yield Property("name", _("name"), "The main name.", lambda record: [record.name])
    for code, language in settings.LANGUAGES:
        yield Property(
            f"name_{code}", f"{_('name')} ({language})", f"The main name in this language ({code}).",
            partial(title_in, code),
        )  # fmt: skip


def title_in(code: str, record: Record) -> list[str]:
    return [record.titles[code]] if code in record.titles else []


def every_name() -> Property:
    about = "Every name that is or was in use, in every language and script."
    return Property(
        "names",
        _("all names"),
        about,
        lambda record: dict.fromkeys([record.body["name"], *(one["text"] for one in record.body["names"])]),
    )


def names_of_kind(id: str, name: StrOrPromise, about: str, *kinds: str) -> Property:
    return Property(
        id, name, about, lambda record: [one["text"] for one in record.body["names"] if one["kind"] in kinds]
    )


def country() -> Property:
    return Property(
        "country", _("country"), "ISO 3166 code; a name in a language of the site is understood, too.",
        lambda record: [key.partition(":")[2] for key in record.keys if key.startswith("country:")],
        read=values.country, keys=values.country_keys, is_weak=True,
    )  # fmt: skip


def choice(id: str, name: StrOrPromise, about: str) -> Property:
    """A member of the body that is one code."""
    return Property(
        id, name, about, lambda record: filter(None, [record.body[id]]),
        read=values.code, keys=lambda code: [f"{id}:{code}"], is_weak=True,
    )  # fmt: skip


def any_identifier() -> Property:
    return Property(
        "identifier", _("identifier"), "What any other register calls it, with or without the address around it.",
        lambda record: values.numbers(record.body["identifiers"]),
        read=values.number, keys=values.number_keys, is_decisive=True,
    )  # fmt: skip


def identifier(scheme: str, label: StrOrPromise) -> Property:
    """The identifiers of one scheme."""
    return Property(
        scheme, label, f"Its {scheme} identifier, with or without the address around it.",
        partial(of_scheme, scheme), read=partial(values.of_scheme, scheme),
        keys=lambda value: [f"identifier:{scheme}:{value}"], is_decisive=True,
    )  # fmt: skip


def of_scheme(scheme: str, record: Record) -> list[str]:
    return [one["value"] for one in record.body["identifiers"] if one["scheme"] == scheme]


def mention(one: dict | None) -> list[Entity]:
    """A record that a body mentions, under the name as it is written there."""
    return [Entity(one["ref"] or "", one["name"])] if one else []
