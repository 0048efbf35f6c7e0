"""Changes of the register in sentences, in the active language: for feeds and for letters to followers.

They are made of what is public when they are made: of a version that was closed since, and of a record that is gone,
there is no title, no fact and no note.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import JSONField, OuterRef, Subquery
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from core import edtf
from core.localized import in_language
from register import addresses
from register.choices import Action
from register.diff import diff_bodies
from register.fact_labels import fact_labeller
from register.kinds import Kind, kind_named
from register.models import Entry, LoggedVersion, PublicVersion

_MAX_CHANGED_FACTS = 5  # named in a summary


@dataclass(frozen=True)
class VersionWords:
    """A change of a record: its title today, empty once it is not public; the path of its page; what happened."""

    ref: str
    title: str
    title_language: str
    path: str
    summary: str


def version_summary(kind: Kind, number: int, at: datetime, note: str, body: dict, before: dict | None) -> str:
    """Sentences about a version: published when, changed facts, editor's note. ``before``: schema and body."""
    params = {"number": number, "day": _publication_day(at)}
    if number == 1:
        sentences = [_("Published on %(day)s.") % params]
    else:
        sentences = [_("Version %(number)s, published on %(day)s.") % params]
    changed = _changed_facts(kind, body, before) if before else []
    if changed:
        sentences.append(_("Changed: %(facts)s.") % {"facts": "; ".join(changed)})
    return " ".join([*sentences, *([note] if note else [])])


def change_summary_of(
    version: LoggedVersion, facts: dict, *, is_public: bool, before: dict | None = None
) -> str:
    """Sentences about any change of the log. ``facts``: its body; of a publication, empty to leave out its facts."""
    day = {"day": _publication_day(version.published_at), "number": version.number}
    if version.action == Action.WITHDRAWN:
        return " ".join([_("Withdrawn on %(day)s.") % day, in_language(facts["reason"])[0]])
    if version.action == Action.MERGED:
        return _("Merged on %(day)s: it became part of %(ref)s.") % {**day, "ref": facts["into"]}
    if version.action == Action.REDACTED:
        return _("Part of it was redacted on %(day)s, as required by law.") % day
    if version.action == Action.NARROWED:
        return _("Its disclosure was narrowed on %(day)s: its earlier versions are no longer public.") % day
    note = version.note if is_public else ""
    kind = kind_named(version.kind)
    return version_summary(kind, version.number, version.published_at, note, facts, before)


def describe_versions(keys: Iterable[int]) -> dict[int, VersionWords]:
    """Versions of the log in words, by key, with the facts that changed. Left out: publications that were closed."""
    log = PublicVersion.public.filter(pk__in=list(keys)).annotate(before=_version_before())
    versions = [each for each in log if each.is_open or each.action != Action.PUBLISHED]
    titles = dict(Entry.public.filter(ref__in={each.ref for each in versions}).values_list("ref", "title"))
    return {each.pk: _version_words(each, titles.get(each.ref)) for each in versions}


def _version_words(version: PublicVersion, titles: dict[str, str] | None) -> VersionWords:
    facts = json.loads(version.body) if version.body else {}
    name, language = in_language(titles or {})
    if version.action == Action.PUBLISHED:
        facts = kind_named(version.kind).upgrade(facts, version.schema)
    summary = change_summary_of(version, facts, is_public=titles is not None, before=version.before)  # type: ignore[attr-defined]  # added by the query
    shown = facts["into"] if version.action == Action.MERGED and titles is None else version.ref
    return VersionWords(version.ref, name, language, addresses.record_path(shown), summary)


def _version_before() -> Subquery:
    """Schema and body of the open version before that of the outer query."""
    earlier = PublicVersion.public.readable().filter(ref=OuterRef("ref"), number__lt=OuterRef("number"))
    pair = JSONObject(schema="schema", body=Cast("body", JSONField()))
    return Subquery(earlier.filter(action=Action.PUBLISHED).order_by("-number").values(pair=pair)[:1])


def _changed_facts(kind: Kind, body: dict, before: dict) -> list[str]:
    """Labels of the first facts that differ from the previous version, and the number of the others."""
    older = kind.upgrade(before["body"], before["schema"])
    label = fact_labeller(kind.model, body, {})
    facts = list(dict.fromkeys(label(path) for path, _before, _after in diff_bodies(older, body)))
    if len(facts) > _MAX_CHANGED_FACTS:
        facts[_MAX_CHANGED_FACTS:] = [_("and %(count)s more") % {"count": len(facts) - _MAX_CHANGED_FACTS}]
    return facts


def _publication_day(at: datetime) -> str:
    return edtf.parse(timezone.localdate(at).isoformat()).words()
