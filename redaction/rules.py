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
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from redaction.matching import PART, WORDS, Grade
from redaction.models import RedactionRule
from redaction.plan import Spot, spots_in
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
        self.digests, self.key, self.longest = set(rule.digests), rule.key, rule.longest

    def grade(self, key: str) -> Grade | None:
        if digest(key, self.key) not in self.digests:
            return None
        return Grade.PART if key.endswith(PART) else Grade.CERTAIN

    def may_be_in(self, text_letters: str) -> bool:
        return True


class RuleTerms:
    """The words of several rules at once, as terms of a plan."""

    def __init__(self, rules: Sequence[RedactionRule]):
        self._names = [HashedNames(rule) for rule in rules]
        self.longest = max((names.longest for names in self._names), default=WORDS)

    def grade(self, key: str) -> Grade | None:
        return max((grade for names in self._names if (grade := names.grade(key))), default=None)

    def may_be_in(self, text_letters: str) -> bool:
        return True


def rules_of(names: Iterable[str]) -> list[RedactionRule]:
    """Rules of records and rows with these names."""
    return list(RedactionRule.objects.filter(subject__in=list(names)).select_related("redaction"))


def forbidden_spots(text: StoredText, rule: RedactionRule) -> list[Spot]:
    """Matches of a rule in a text, in order: doubtful ones only in the parts in which they were redacted."""
    names = HashedNames(rule)
    return [
        spot
        for spot in spots_in(text, names.grade, names.longest)
        if spot.match.grade is Grade.CERTAIN or text.fact in rule.facts
    ]


def spots_to_redact(text: StoredText, rule: RedactionRule) -> tuple[list[Spot], bool]:
    """Matches of a rule that are to go from a text, and whether nobody can tell which: then none.

    Of a text that was judged, all but those that were left, unless they alone are there; of a later one, as many as a
    publication would be refused for.
    """
    spots = forbidden_spots(text, rule)
    judged = rule.kept.get("places", {}).get(text.place)
    if judged and len(spots) == judged["of"]:
        return [spot for number, spot in enumerate(spots) if number not in judged["left"]], False
    is_later = text.number is None or text.number > rule.kept.get("last_version", 0)
    allowed = (
        len(judged["left"]) if judged else rule.kept.get("facts", {}).get(text.fact, 0) if is_later else 0
    )
    if not allowed or len(spots) <= allowed:
        return [] if allowed else spots, False
    return [], True


def publication_refusals(drafts: Sequence[Draft]) -> list[list[str]]:
    """Sentences, for each draft of a version, about redacted words that it would bring back."""
    by_name = defaultdict(list)
    for rule in rules_of({name for draft in drafts for name in draft.names}):
        by_name[rule.subject].append(rule)
    return [
        _sentences(_texts_of_draft(draft), rules) if rules else []
        for draft in drafts
        for rules in [[rule for name in draft.names for rule in by_name.get(name, ())]]
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


def with_rules(rows: Iterable[Model]) -> list[Model]:
    """The records and other rows for which there are rules."""
    rows = list(rows)
    names = {name for row in rows for name in subject_names(row)}
    ruled = set(RedactionRule.objects.filter(subject__in=names).values_list("subject", flat=True))
    return [row for row in rows if ruled & {*subject_names(row)}]


def desk_refusals(row: Model) -> list[str]:
    """Sentences about redacted words in all that the staff area holds of a record or other row, published or not."""
    rules = rules_of(subject_names(row))
    if not rules:
        return []
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
            count = Counter(text.fact for text in texts for _spot in forbidden_spots(text, rule))
        except KeyIsMissing:
            return [str(KEY_IS_MISSING)]
        allowed = rule.kept.get("facts", {})
        if any(number > allowed.get(fact, 0) for fact, number in count.items()):
            sentences[_sentence(rule)] = None
    return list(sentences)


def _sentence(rule: RedactionRule) -> str:
    return _(
        "It names again what was redacted here (%(day)s, %(basis)s). Take it out, or press “Redact…” on its page."
    ) % {"day": f"{rule.redaction.at:%Y-%m-%d}", "basis": rule.redaction.basis}
