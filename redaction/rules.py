"""Rules of redactions: what was redacted in a record must not stand in its texts again.

A rule knows words by keyed hashes of the keys of windows (`redaction.matching`) and by nothing else. It holds for one
record: somebody else of that name stays free in every other.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from itertools import chain

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from redaction.keys import KEY_IS_MISSING, KeyIsMissing, digest, digests_by_every_key, is_known
from redaction.matching import PART, WORDS, Grade
from redaction.models import RedactionRule
from redaction.spots import Spot, spots_in
from redaction.stores import StoredText, cited_by, stores
from redaction.subjects import Subject, is_identity, names_of_rows, subject_names
from redaction.version_store import fact_of_words, listed_leaves
from redaction.words import body_words
from register.choices import Action
from register.loading import load_for_publication
from register.records import Record
from register.refusals import Draft, draft_of


class HashedNames:
    """Names that are known by the keyed hashes of a rule."""

    def __init__(self, rule: RedactionRule):
        self.digests, self.likely = set(rule.digests), set(rule.likely)
        self.key, self.longest = rule.key, rule.longest

    def grade(self, key: str) -> Grade | None:
        hashed = digest(key, self.key)
        if hashed in self.digests:
            return Grade.PART if key.endswith(PART) else Grade.CERTAIN
        return Grade.PART if hashed in self.likely else None

    def is_likely(self, key: str) -> bool:
        """A doubtful form of a name that is hardly another word."""
        return digest(key, self.key) in self.likely


class RuleTerms:
    """The words of several rules at once, as terms of a plan."""

    def __init__(self, rules: Sequence[RedactionRule]):
        self._names = [HashedNames(rule) for rule in rules]
        self.longest = max((names.longest for names in self._names), default=WORDS)

    def grade(self, key: str) -> Grade | None:
        return max((grade for names in self._names if (grade := names.grade(key))), default=None)

    def is_likely(self, key: str) -> bool:
        return any(names.is_likely(key) for names in self._names)

    def is_abbreviated(self, key: str) -> bool:
        return False  # people ticked it

    def may_be_in(self, text_letters: str) -> bool:
        return True


def rules_of(names: Collection[str]) -> list[RedactionRule]:
    """Rules of a record or row, given by all its names: see `rules_of_each`."""
    return rules_of_each([names])[0]


def rules_of_each(named: Sequence[Collection[str]]) -> list[list[RedactionRule]]:
    """Rules of each of these records and rows, given by all their names; in one query.

    Its own, then those of what had one of its identities: a draft that was deleted, a source that is recorded twice.
    These say nothing of words that an own rule judges.
    """
    if not RedactionRule.objects.exists():  # to look for thousands of names takes long, also in no rows
        return [[] for _names in named]
    hashes = {name: digests_by_every_key(name) for names in named for name in names if is_identity(name)}
    by_name = _rules_by_name({name for names in named for name in names} - hashes.keys(), hashes.values())
    return [
        _own_and_others(
            [by_name[name] for name in names if name not in hashes],
            [by_name[each] for name in names for each in hashes.get(name, ())],
        )
        for names in named
    ]


def _rules_by_name(names: set[str], hashes: Iterable[Iterable[str]]) -> dict[str, set[RedactionRule]]:
    hashed = list(chain.from_iterable(hashes))
    known = Q(subject__in=names) | Q(row__in=names) | Q(identity_digests__overlap=hashed)
    by_name: dict[str, set[RedactionRule]] = defaultdict(set)
    for rule in RedactionRule.objects.filter(known).select_related("redaction"):
        for name in (rule.subject, rule.row, *rule.identity_digests):
            by_name[name].add(rule)
    return by_name


def _own_and_others(
    by_names: Iterable[set[RedactionRule]], by_identities: Iterable[set[RedactionRule]]
) -> list[RedactionRule]:
    own: set[RedactionRule] = set().union(*by_names)
    known: set[RedactionRule] = set().union(*by_identities)
    others = [without_judged(rule, own) for rule in known - own]
    left = [rule for rule in others if rule.digests or rule.likely]
    return [*sorted(own, key=lambda rule: rule.pk), *sorted(left, key=lambda rule: rule.pk)]


def without_judged(rule: RedactionRule, own: Collection[RedactionRule]) -> RedactionRule:
    """A rule of another row, but for the words that these rules judge."""
    judged = {each for rule_of_row in own for each in (*rule_of_row.digests, *rule_of_row.likely)}
    less = copy(rule)
    less.digests = [each for each in rule.digests if each not in judged]
    less.likely = [each for each in rule.likely if each not in judged]
    return less


def forbidden_spots(text: StoredText, rule: RedactionRule) -> list[Spot]:
    """Matches of a rule in a text, in order: short words in lower case only in the parts in which they were redacted.

    What else is doubtful counts where it was redacted, or where it is another form of a name.
    """
    names = HashedNames(rule)
    return [
        spot
        for spot in spots_in(text, names.grade, names.longest)
        if is_sure(spot, rule) or _is_written_as_name(spot) or any(map(names.is_likely, spot.match.keys))
    ]


def is_sure(spot: Spot, rule: RedactionRule) -> bool:
    """Beyond doubt a name of the rule, or in a part in which doubtful matches were redacted as well."""
    return spot.match.grade is Grade.CERTAIN or spot.text.fact in rule.facts


def _is_written_as_name(spot: Spot) -> bool:
    """A whole word that is not in lower case: Mark, 허준; not "to mark"."""
    match = spot.match
    return match.grade is Grade.WORD and not spot.text.text[match.start : match.end].islower()


def form_digest(spot: Spot, rule: RedactionRule) -> str:
    """Keyed hash of the form of a match."""
    return digest(spot.match.key, rule.key)


def around_digest(spot: Spot, rule: RedactionRule) -> str:
    """Keyed hash of a match with the words around it."""
    return digest(f"{spot.match.key} {spot.around}", rule.key)


def publication_refusals(drafts: Sequence[Draft]) -> list[list[str]]:
    """Sentences, for each draft of a version, about redacted words that it would bring back."""
    rules_of_drafts = rules_of_each([draft.names for draft in drafts])
    of_cited = _refusals_of_cited(
        [draft.names if draft.action == Action.PUBLISHED else () for draft in drafts]
    )
    return [
        [*_refusals_of_draft(draft, rules), *more]
        for draft, rules, more in zip(drafts, rules_of_drafts, of_cited, strict=True)
    ]


def _refusals_of_draft(draft: Draft, rules: Sequence[RedactionRule]) -> list[str]:
    """Sentences about redacted words in the body and note of a draft; of what ends a publication, in its reason.

    A rule whose key is missing keeps nothing public.
    """
    if draft.action != Action.PUBLISHED:
        rules = [rule for rule in rules if is_known(rule.key)]
    return _sentences(_texts_of_draft(draft), rules) if rules else []


def _refusals_of_cited(named: Sequence[Collection[str]]) -> list[list[str]]:
    """Sentences, for each record by its names, about redacted words in what it cites: its body would hold them."""
    cited = cited_by({name for names in named for name in names})
    rows = names_of_rows(set().union(*cited.values()))
    refused = {
        row: _sentences(desk_texts(Subject(row)), rules, is_cited=True)
        for row, rules in zip(rows, rules_of_each([*rows.values()]), strict=True)
        if rules
    }
    return [
        [
            sentence
            for name in names
            for row in sorted(cited.get(name, ()))
            for sentence in refused.get(row, ())
        ]
        for names in named
    ]


def _texts_of_draft(draft: Draft) -> list[StoredText]:
    body = draft.body()
    words = [
        (leaf.steps, leaf.text, fact_of_words(body, leaf.steps))
        for leaf in (*body_words(body, draft.kind, draft.action), *listed_leaves(body))
    ]
    return [
        StoredText("", "", "", steps, text, Subject(draft.names[0]), "", fact)
        for steps, text, fact in [*words, ((), draft.note, "note")]
    ]


def desk_refusals(rows: Sequence[Model]) -> list[list[str]]:
    """Sentences, for each record or other row, about redacted words in all that the staff area holds of it."""
    if not RedactionRule.objects.exists():
        return [[] for _row in rows]
    named = [subject_names(row) for row in rows]
    return [
        [*(_desk_sentences(row, rules) if rules else []), *more]
        for row, rules, more in zip(rows, rules_of_each(named), _refusals_of_cited(named), strict=True)
    ]


def _desk_sentences(row: Model, rules: Sequence[RedactionRule]) -> list[str]:
    reasons = _sentences(desk_texts(Subject(subject_names(row)[0])), rules)
    if isinstance(row, Record):
        [loaded] = load_for_publication([row])
        reasons += _sentences(_texts_of_draft(draft_of(loaded)), rules)
    return list(dict.fromkeys(reasons))


def desk_texts(subject: Subject) -> list[StoredText]:
    """Texts of a record and its parts on the desk, numbers and addresses as well: no history, no versions."""
    return [
        text
        for store in stores().values()
        if store.model is type(subject.row) or store.owner_field
        for text in (*store.texts_about(subject), *store.listed_about(subject))
    ]


def brings_back(texts: Sequence[StoredText], rule: RedactionRule) -> bool:
    """More in these texts than was left on purpose is forbidden by a rule. Raises KeyIsMissing."""
    count = Counter(
        (text.fact, form_digest(spot, rule), around_digest(spot, rule))
        for text in texts
        for spot in forbidden_spots(text, rule)
    )
    kept = rule.kept.get("facts", {})
    return any(
        number > kept.get(fact, {}).get(form, {}).get(around, 0)
        for (fact, form, around), number in count.items()
    )


def _sentences(
    texts: Sequence[StoredText], rules: Iterable[RedactionRule], *, is_cited: bool = False
) -> list[str]:
    sentences: dict[str, None] = {}
    for rule in rules:
        try:
            is_broken = brings_back(texts, rule)
        except KeyIsMissing:
            return [str(KEY_IS_MISSING)]
        if is_broken:
            sentences[_sentence(rule, is_cited)] = None
    return list(sentences)


def _sentence(rule: RedactionRule, is_cited: bool) -> str:
    if is_cited:
        sentence = _(
            "A source that it cites names again what was redacted in that source (%(day)s, %(basis)s). Take it out "
            "there, or press “Redact…” on the page of this record."
        )
    else:
        sentence = _(
            "It names again what was redacted here (%(day)s, %(basis)s). Take it out, or press “Redact…” on its page."
        )
    return sentence % {"day": timezone.localdate(rule.redaction.at), "basis": rule.redaction.basis}
