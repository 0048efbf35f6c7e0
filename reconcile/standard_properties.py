"""Properties that several kinds of record have."""

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
    """The main name, and the main name in each language of the site. For data extension: queries match by all names."""
    yield RecordProperty("name", _("name"), "The main name.", lambda record: [record.name])
    for code, language in settings.LANGUAGES:
        yield RecordProperty(
            f"name_{code}", f"{_('name')} ({language})", f"The main name in this language ({code}).",
            partial(_record_title_in, code),
        )  # fmt: skip


def _record_title_in(code: str, record: MatchRecord) -> list[str]:
    return [record.titles[code]] if code in record.titles else []


def all_names_property() -> RecordProperty:
    description = "Every name that is or was in use, in every language and script."
    return RecordProperty(
        "names",
        _("all names"),
        description,
        lambda record: dict.fromkeys([record.body["name"], *(name["text"] for name in record.body["names"])]),
    )


def names_property(id: str, name: StrOrPromise, description: str, *kinds: str) -> RecordProperty:
    """The names of these kinds."""
    return RecordProperty(
        id,
        name,
        description,
        lambda record: [name["text"] for name in record.body["names"] if name["kind"] in kinds],
    )


def country_property() -> RecordProperty:
    return RecordProperty(
        "country", _("country"), "ISO 3166 code; a name in a language of the site is understood, too.",
        lambda record: [key.partition(":")[2] for key in record.keys if key.startswith("country:")],
        normalize=values.normalize_country, index_keys=values.country_index_keys, is_weak=True,
    )  # fmt: skip


def code_property(id: str, name: StrOrPromise, description: str) -> RecordProperty:
    """A member of the body that is one code."""
    return RecordProperty(
        id, name, description, lambda record: filter(None, [record.body[id]]),
        normalize=values.normalize_code, index_keys=lambda code: [f"{id}:{code}"], is_weak=True,
    )  # fmt: skip


def any_identifier_property() -> RecordProperty:
    return RecordProperty(
        "identifier", _("identifier"), "What any other register calls it, with or without the address around it.",
        lambda record: values.identifier_values(record.body["identifiers"]),
        normalize=values.bare_identifier, index_keys=values.identifier_index_keys, is_decisive=True,
    )  # fmt: skip


def identifier_property(scheme: str, label: StrOrPromise) -> RecordProperty:
    """The identifiers of one scheme."""
    return RecordProperty(
        scheme, label, f"Its {scheme} identifier, with or without the address around it.",
        partial(_identifiers_of_scheme, scheme), normalize=partial(values.normalize_scheme_identifier, scheme),
        index_keys=lambda value: [f"identifier:{scheme}:{value}"], is_decisive=True,
    )  # fmt: skip


def _identifiers_of_scheme(scheme: str, record: MatchRecord) -> list[str]:
    return [item["value"] for item in record.body["identifiers"] if item["scheme"] == scheme]


def mention_values(mention: dict | None) -> list[EntityValue]:
    """A record that a body mentions, under the name as it is written there."""
    return [EntityValue(mention["ref"] or "", mention["name"])] if mention else []


def title_values(mentions: Iterable[dict | None], record: MatchRecord) -> list[EntityValue]:
    """Records that a body knows by their references, under their titles; not those that are not public."""
    return [
        EntityValue(mention["ref"], title)
        for mention in mentions
        if mention and (title := record.title_of(mention))
    ]
