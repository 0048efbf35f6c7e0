"""Titles and names that the page of a record takes from records that it links to: they stand in none of its own texts.

A publication is refused that would make a page print again what was redacted in its record: that of the record itself
with a new link, and that of the linked record under a new name. What the page prints already was judged before.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from redaction.keys import KEY_IS_MISSING, KeyIsMissing
from redaction.models import RedactionRule
from redaction.rules import brings_back, desk_texts, publication_refusals, rules_of_each
from redaction.stores import StoredText
from redaction.subjects import Subject, row_name, subject_name
from register.choices import Action
from register.kinds import kind_named, kind_of, kinds
from register.loading import distinct_records, load_for_publication
from register.models import Entry, Link
from register.records import Record
from register.refusals import Draft


def refusals_by_redaction(drafts: Sequence[Draft]) -> list[list[str]]:
    """Sentences, for each draft of a version, about redacted words that it, or a page with it, would bring back."""
    if not RedactionRule.objects.exists():
        return [[] for _draft in drafts]
    by_words, by_links = publication_refusals(drafts), refusals_by_links(drafts)
    return [[*words, *links] for words, links in zip(by_words, by_links, strict=True)]


def refusals_by_links(drafts: Sequence[Draft]) -> list[list[str]]:
    """Sentences, for each draft of a version, about redacted words that a page would take from a title or name."""
    published = [draft for draft in drafts if draft.action == Action.PUBLISHED]
    titles = _Titles({_row(draft): draft for draft in published})
    of_linked = _refusals_of_new_names(published, titles)
    # what ends a publication prints no title
    rules_of_drafts = rules_of_each([draft.names if draft in published else () for draft in drafts])
    return [
        [*_refusals_of_new_links(draft, rules, titles), *of_linked.get(_row(draft), ())]
        for draft, rules in zip(drafts, rules_of_drafts, strict=True)
    ]


def _row(draft: Draft) -> str:
    """Label and key of the record of a draft."""
    return next(name for name in draft.names if "#" in name)


class _Titles:
    """Titles in all languages: of drafts as they will be, of other records as they are public."""

    def __init__(self, drafts: Mapping[str, Draft]):
        self.drafts = drafts
        self._of_drafts: dict[str, set[str]] = {}
        self._public: dict[str, set[str]] = {}

    def look_up(self, refs: Iterable[str]) -> None:
        """Reads the public titles of these records in one query."""
        missing = {*refs} - self._public.keys()
        titles = dict(Entry.objects.filter(ref__in=missing).values_list("ref", "title")) if missing else {}
        self._public |= {ref: {*titles.get(ref, {}).values()} for ref in missing}

    def public(self, ref: str) -> set[str]:
        """The titles that pages print now."""
        self.look_up([ref])
        return self._public[ref]

    def new(self, row: str, ref: str) -> set[str]:
        """The titles that pages print after the publication."""
        draft = self.drafts.get(row)
        if draft and row not in self._of_drafts:
            self._of_drafts[row] = titles_of_body(draft.kind, draft.body())
        return self._of_drafts[row] if draft else self.public(ref)


def titles_of_body(kind: str, body: dict) -> set[str]:
    return {*kind_named(kind).index(body).title.values()}


def _linked_records(record: Record) -> list[Record]:
    kind = kind_of(record)
    return distinct_records([*kind.linked_records(record), *kind.dependencies(record)])


def _refusals_of_new_links(draft: Draft, rules: Sequence[RedactionRule], titles: _Titles) -> Iterator[str]:
    """Sentences about records to which a draft links, whose titles its page would print for the first time."""
    record = Subject(_row(draft)).record if rules else None
    if record is None:
        return
    [record] = load_for_publication([record])
    linked_before = set(Link.objects.filter(entry__in=draft.names).values_list("to_ref", flat=True))
    sentence = _(
        "By a link to %(record)s, its page would print again what was redacted here (%(day)s, %(basis)s). Take the "
        "link out, or press “Redact…” on its page: there you can say that it is somebody else."
    )
    records = _linked_records(record)
    titles.look_up(linked.ref for linked in records)
    for linked in records:
        row = row_name(linked)
        printed = titles.public(linked.ref) if linked.ref in linked_before else set()
        new = titles.new(row, linked.ref) - printed
        yield from _reasons(sentence, linked.ref or str(linked), rules, row, new)


def _refusals_of_new_names(drafts: Sequence[Draft], titles: _Titles) -> dict[str, list[str]]:
    """Sentences, by row of draft, about public records that link to it and whose pages would print its new title."""
    reasons: dict[str, list[str]] = defaultdict(list)
    rows = {draft.names[0]: _row(draft) for draft in drafts}
    of_drafts = {name for draft in drafts for name in draft.names}
    names = {ref: of_ref for ref, of_ref in _names_with_rules().items() if ref not in of_drafts}
    links = set(Link.objects.filter(to_ref__in=rows, entry__in=names).values_list("to_ref", "entry"))
    sentence = _(
        "The page of %(record)s, which links to it, would print again what was redacted there (%(day)s, %(basis)s). "
        "Change the name, or press “Redact…” on the page of %(record)s: there you can say that it is somebody else."
    )
    linked = {ref for ref, _linking in links}
    titles.look_up(linked)
    new = {ref: titles.new(rows[ref], ref) - titles.public(ref) for ref in linked}
    renamed = [(ref, linking) for ref, linking in sorted(links) if new[ref]]
    of_linking = rules_of_each([names[linking] for _ref, linking in renamed])
    for (ref, linking), rules in zip(renamed, of_linking, strict=True):
        reasons[rows[ref]] += _reasons(sentence, linking, rules, rows[ref], new[ref])
    return reasons


def _names_with_rules() -> dict[str, set[str]]:
    """References of records for which rules were made, with the names by which the rules know them."""
    names: dict[str, set[str]] = defaultdict(set)
    keys: dict[str, set[str]] = defaultdict(set)
    for name in RedactionRule.objects.values_list("subject", flat=True).distinct():
        label, is_row, key = name.partition("#")
        if is_row:
            keys[label].add(key)
        else:
            names[name].add(name)
    for kind in kinds():
        label = kind.model._meta.label_lower
        rows = kind.model._default_manager.filter(pk__in=keys[label]).exclude(ref="") if keys[label] else ()
        for record in rows:
            names[record.ref].add(row_name(record))
    return names


def _reasons(
    sentence: str, record: str, rules: Iterable[RedactionRule], row: str, titles: Collection[str]
) -> list[str]:
    """The sentence for each rule that forbids one of these titles of a linked record."""
    texts = [StoredText("", "", "", (), text, Subject(row), "", linked_fact(row)) for text in sorted(titles)]
    try:
        broken = [rule for rule in rules if brings_back(texts, rule)] if texts else []
    except KeyIsMissing:
        return [str(KEY_IS_MISSING)]
    return [
        sentence
        % {"record": record, "day": timezone.localdate(rule.redaction.at), "basis": rule.redaction.basis}
        for rule in broken
    ]


def linked_fact(row: str) -> str:
    """The part of a record that the title of a linked one is, as rules of the record know it."""
    return f"{row}/title"


def new_titles_of_linked(subject: Subject) -> Iterator[StoredText]:
    """Titles of records that a record links to on the desk, which its page does not print yet."""
    if subject.record is None:
        return
    [record] = load_for_publication([subject.record])
    linked_before = set(Link.objects.filter(entry=record.ref).values_list("to_ref", flat=True))
    titles = _Titles({})
    for linked in load_for_publication(_linked_records(record)):
        kind = kind_of(linked)
        new = titles_of_body(kind.name, kind.body(linked))
        new -= titles.public(linked.ref) if linked.ref in linked_before else set()
        for text in desk_texts(Subject(subject_name(linked))) if new else ():
            if text.text in new:
                yield replace(text, citing=(subject_name(record),))
