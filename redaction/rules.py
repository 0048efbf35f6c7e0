"""Rules of redactions: what was redacted in a record must not stand in its texts again.

A rule knows words by keyed hashes of the keys of windows (`redaction.matching`) and by nothing else. It holds for one
record: somebody else of that name stays free in every other.
"""

import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from django.conf import settings
from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redaction.matching import PART, WORDS, Grade
from redaction.models import RedactionRule
from redaction.spots import Spot, spots_in
from redaction.stores import StoredText, stores
from redaction.subjects import Subject, subject_names
from redaction.version_store import fact_of_words
from redaction.words import body_words
from register.loading import load_for_publication
from register.records import Record
from register.refusals import Draft, draft_of

KEY_IS_MISSING = gettext_lazy("Words were redacted here with a key that is missing: see REDACTION_KEYS.")


class KeyIsMissing(Exception):
    """A rule was made with a key that the settings no longer have."""


def current_key() -> str:
    """Name of the key that new rules are made with."""
    return _key_name(settings.REDACTION_KEYS[0])


@cache
def _key_name(secret: str) -> str:
    return hashlib.sha256(b"redaction key name" + secret.encode()).hexdigest()[:16]


def digest(key: str, key_name: str) -> str:
    """Keyed hash of the key of a window. Raises KeyIsMissing."""
    secrets = {_key_name(secret): secret for secret in settings.REDACTION_KEYS}
    if key_name not in secrets:
        raise KeyIsMissing
    return hmac.digest(secrets[key_name].encode(), key.encode(), "sha256").hex()


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

    def may_be_in(self, text_letters: str) -> bool:
        return True


def rules_of(names: Iterable[str]) -> list[RedactionRule]:
    """Rules of records and rows with these names."""
    if not RedactionRule.objects.exists():  # to look for thousands of names takes long, also in no rows
        return []
    names = list(names)
    known = Q(subject__in=names) | Q(row__in=names)
    return list(RedactionRule.objects.filter(known).select_related("redaction"))


def rules_of_each(named: Sequence[Iterable[str]]) -> list[list[RedactionRule]]:
    """Rules of each of these records and rows, given by all their names; in one query."""
    by_name: dict[str, set[RedactionRule]] = defaultdict(set)
    for rule in rules_of({name for names in named for name in names}):
        for name in rule.names:
            by_name[name].add(rule)
    return [
        sorted({rule for name in names for rule in by_name.get(name, ())}, key=lambda rule: rule.pk)
        for names in named
    ]


def forbidden_spots(text: StoredText, rule: RedactionRule) -> list[Spot]:
    """Matches of a rule in a text, in order: short doubtful ones only in the parts in which they were redacted."""
    names = HashedNames(rule)
    return [
        spot
        for spot in spots_in(text, names.grade, names.longest)
        if spot.match.grade is Grade.CERTAIN or text.fact in rule.facts or names.is_likely(spot.match.key)
    ]


def publication_refusals(drafts: Sequence[Draft]) -> list[list[str]]:
    """Sentences, for each draft of a version, about redacted words that it would bring back."""
    rules_of_drafts = rules_of_each([draft.names for draft in drafts])
    return [
        _sentences(_texts_of_draft(draft), rules) if rules else []
        for draft, rules in zip(drafts, rules_of_drafts, strict=True)
    ]


def _texts_of_draft(draft: Draft) -> list[StoredText]:
    body = draft.body()
    words = [
        (leaf.steps, leaf.text, fact_of_words(body, leaf.steps))
        for leaf in body_words(body, draft.kind, draft.action)
    ]
    return [
        StoredText("", "", "", steps, text, Subject(draft.names[0]), "", fact)
        for steps, text, fact in [*words, ((), draft.note, "note")]
    ]


def desk_refusals(rows: Sequence[Model]) -> list[list[str]]:
    """Sentences, for each record or other row, about redacted words in all that the staff area holds of it."""
    rules_of_rows = rules_of_each([subject_names(row) for row in rows])
    return [
        _desk_sentences(row, rules) if rules else [] for row, rules in zip(rows, rules_of_rows, strict=True)
    ]


def _desk_sentences(row: Model, rules: Sequence[RedactionRule]) -> list[str]:
    reasons = _sentences(_desk_texts(Subject(subject_names(row)[0])), rules)
    if isinstance(row, Record):
        [loaded] = load_for_publication([row])
        reasons += _sentences(_texts_of_draft(draft_of(loaded)), rules)
    return list(dict.fromkeys(reasons))


def _desk_texts(subject: Subject) -> list[StoredText]:
    """Texts of a record and its parts on the desk: no history, no versions."""
    return [
        text
        for store in stores().values()
        if store.model is type(subject.row) or store.owner_field
        for text in store.texts_about(subject)
    ]


def _sentences(texts: Sequence[StoredText], rules: Iterable[RedactionRule]) -> list[str]:
    sentences: dict[str, None] = {}
    for rule in rules:
        try:
            count = Counter(
                (text.fact, digest(spot.match.key, rule.key))
                for text in texts
                for spot in forbidden_spots(text, rule)
            )
        except KeyIsMissing:
            return [str(KEY_IS_MISSING)]
        allowed = rule.kept.get("facts", {})
        if any(number > allowed.get(fact, {}).get(form, 0) for (fact, form), number in count.items()):
            sentences[_sentence(rule)] = None
    return list(sentences)


def _sentence(rule: RedactionRule) -> str:
    return _(
        "It names again what was redacted here (%(day)s, %(basis)s). Take it out, or press “Redact…” on its page."
    ) % {"day": f"{rule.redaction.at:%Y-%m-%d}", "basis": rule.redaction.basis}
