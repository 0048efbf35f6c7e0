"""The store of published versions: words of bodies, and notes."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from redaction import versions
from redaction.stores import Steps, StoredText, TextStore
from redaction.subjects import Subject
from redaction.words import Leaf, body_words, leaves, replaced, words_beside
from register.fact_labels import fact_labeller
from register.kinds import kind_named
from register.models import Version

_BODY, _NOTE = "body", "note"
_LISTED = {"address", "media_type", "scheme", "value", "website"}  # members that are numbers or addresses


@dataclass(frozen=True)
class VersionStore(TextStore):
    """Versions, each named by reference and number. In bodies only words are searched, never codes and addresses."""

    def texts_with(self, may_hold: Callable[[str], bool]) -> Iterator[StoredText]:
        """Texts of the versions of which at least one may hold a name, by a look at the whole body."""
        for version in Version.objects.order_by("ref", "number").iterator(chunk_size=500):
            body = json.loads(version.body)
            words = " ".join(leaf.text for leaf in leaves(body))
            if any(may_hold(text) for text in {words, unquote(words), version.note}):
                yield from self._texts_of_version(version, body)
                yield from _listed_of_version(version, body)

    def rows_about(self, subject: Subject) -> models.QuerySet:
        return (
            Version.objects.filter(ref=subject.ref).order_by("number")
            if subject.ref
            else Version.objects.none()
        )

    def texts_of(self, rows: models.QuerySet) -> Iterator[StoredText]:
        for version in rows:
            yield from self._texts_of_version(version, json.loads(version.body))

    def _texts_of_version(self, version: Version, body: dict) -> Iterator[StoredText]:
        words = body_words(body, version.kind, version.action)
        label = fact_labeller(kind_named(version.kind).model, body, {})
        subject = Subject(version.ref)
        for leaf in words:
            fact = fact_of_words(body, leaf.steps)
            part = [other.text for other in words if other.steps[:2] == leaf.steps[:2] and other != leaf]
            yield StoredText(
                self.name, str(version), _BODY, leaf.steps, leaf.text, subject,
                _label_of_words(label, fact, leaf), fact, version.number, mentioned_ref(body, leaf.steps),
                words_beside(part) if "/" in fact else "",
            )  # fmt: skip
        if version.note:
            yield StoredText(
                self.name, str(version), _NOTE, (), version.note, subject, capfirst(_("note")), _NOTE,
                version.number,
            )  # fmt: skip

    def write(self, row_key: str, column: str, texts: Mapping[Steps, tuple[str, str]]) -> None:
        """Changes one version. The caller holds the lock of the log and ends with `redaction.versions.announce`."""
        ref, number = row_key.split("/")
        version = Version.objects.get(ref=ref, number=number)
        new = {steps: text for steps, (_old, text) in texts.items()}
        if column == _NOTE:
            versions.rewrite(version, note=new[()])
        else:
            versions.rewrite(version, body=replaced(json.loads(version.body), new))


def _listed_of_version(version: Version, body: dict) -> Iterator[StoredText]:
    """Numbers and addresses in a body, in which a name may stand."""
    label = fact_labeller(kind_named(version.kind).model, body, {})
    for leaf in listed_leaves(body):
        fact = fact_of_words(body, leaf.steps)
        yield StoredText(
            Version._meta.label_lower, str(version), _BODY, leaf.steps, leaf.text, Subject(version.ref),
            _label_of_words(label, fact, leaf), fact, version.number, is_listed=True,
        )  # fmt: skip


def listed_leaves(body: dict) -> list[Leaf]:
    """Numbers and addresses in a body, with the members and positions that lead to them."""
    return [leaf for leaf in leaves(body) if leaf.steps[-1] in _LISTED]


def fact_of_words(body: dict, steps: Steps) -> str:
    """Member and key of the part that words in a body are in; sources have no keys that last."""
    collection = str(steps[0])
    parts = body.get(collection)
    number = steps[1] if len(steps) > 1 else None
    if collection == "sources" or not isinstance(parts, list) or not isinstance(number, int):
        return collection
    part = parts[number]
    return f"{collection}/{part.get('key', number)}" if isinstance(part, dict) else collection


def mentioned_ref(body: dict, steps: Steps) -> str:
    """Reference of the record that words in a body are the name of; "" for other words."""
    value = body
    for step in steps[:-1]:
        value = value[step]
    return (
        (value.get("ref") or "") if isinstance(value, dict) and steps[-1] == "name" and len(steps) > 1 else ""
    )


def _label_of_words(label: Callable[[str], str], fact: str, leaf: Leaf) -> str:
    if fact == "sources":
        return capfirst(_("source"))
    member = next((str(step) for step in leaf.steps[2:] if isinstance(step, str)), "")
    return label(f"{fact}/{member}" if "/" in fact else fact)
