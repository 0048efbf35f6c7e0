"""Properties that several kinds of records have."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from reconcile import values
from reconcile.matchers import MatchRecord, RecordProperty
from reconcile.values import EntityValue

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise


def name_properties() -> Iterable[RecordProperty]:
    """The name now, and in each language of the site. Nobody is found by these: that is the query's part."""
    yield RecordProperty("name", _("name"), "The main name.", lambda record: [record.name])
    for code, language in settings.LANGUAGES:
        yield RecordProperty(
            f"name_{code}", f"{_('name')} ({language})", f"The main name in this language ({code}).",
            partial(_record_title_in, code),
        )  # fmt: skip


def _record_title_in(code: str, record: MatchRecord) -> list[str]:
    return [record.titles[code]] if code in record.titles else []


def all_names_property() -> RecordProperty:
    about = "Every name that is or was in use, in every language and script."
    return RecordProperty(
        "names",
        _("all names"),
        about,
        lambda record: dict.fromkeys([record.body["name"], *(one["text"] for one in record.body["names"])]),
    )


def names_property(id: str, name: StrOrPromise, about: str, *kinds: str) -> RecordProperty:
    return RecordProperty(
        id, name, about, lambda record: [one["text"] for one in record.body["names"] if one["kind"] in kinds]
    )


def country_property() -> RecordProperty:
    return RecordProperty(
        "country", _("country"), "ISO 3166 code; a name in a language of the site is understood, too.",
        lambda record: [key.partition(":")[2] for key in record.keys if key.startswith("country:")],
        read=values.normalize_country, keys=values.country_index_keys, is_weak=True,
    )  # fmt: skip


def code_property(id: str, name: StrOrPromise, about: str) -> RecordProperty:
    """A member of the body that is one code."""
    return RecordProperty(
        id, name, about, lambda record: filter(None, [record.body[id]]),
        read=values.normalize_code, keys=lambda code: [f"{id}:{code}"], is_weak=True,
    )  # fmt: skip


def any_identifier_property() -> RecordProperty:
    return RecordProperty(
        "identifier", _("identifier"), "What any other register calls it, with or without the address around it.",
        lambda record: values.identifier_values(record.body["identifiers"]),
        read=values.normalize_identifier, keys=values.identifier_index_keys, is_decisive=True,
    )  # fmt: skip


def identifier_property(scheme: str, label: StrOrPromise) -> RecordProperty:
    """The identifiers of one scheme."""
    return RecordProperty(
        scheme, label, f"Its {scheme} identifier, with or without the address around it.",
        partial(_identifiers_of_scheme, scheme), read=partial(values.normalize_scheme_identifier, scheme),
        keys=lambda value: [f"identifier:{scheme}:{value}"], is_decisive=True,
    )  # fmt: skip


def _identifiers_of_scheme(scheme: str, record: MatchRecord) -> list[str]:
    return [one["value"] for one in record.body["identifiers"] if one["scheme"] == scheme]


def mention_values(one: dict | None) -> list[EntityValue]:
    """A record that a body mentions, under the name as it is written there."""
    return [EntityValue(one["ref"] or "", one["name"])] if one else []
