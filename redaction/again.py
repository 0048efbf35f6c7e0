"""Plan of what came back to a record, by the rules of earlier redactions: in its texts, its sources, by its links."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from redaction.linked_titles import new_titles_of_linked
from redaction.models import RedactionRule
from redaction.places import Place
from redaction.plan import Plan, fit_page, plan_in
from redaction.rules import RuleTerms, brings_back, rules_of, rules_of_each
from redaction.stores import StoredText, cited_by, stores, texts_about
from redaction.subjects import Subject, names_of_rows


def plan_again(subject: Subject, most: int | None = None) -> Plan:
    """All that rules find in a record, each source by its own rules and by those of the record."""
    own = rules_of(subject.names)
    rules, places = list(own), plan_in(texts_about(subject), RuleTerms(own)).places if own else []
    listed = _new_listed(_listed_about(subject), own) if own else []
    sources = names_of_rows(set().union(*cited_by(subject.names).values()))
    for name, of_source in zip(sources, rules_of_each([*sources.values()]), strict=True):
        of_both = [*own, *of_source]
        if of_both:
            rules += of_source
            texts = list(_texts_cited(name, subject, bool(own)))
            places += plan_in(texts, RuleTerms(of_both)).places
            listed += _new_listed(texts, of_both)
    places += _places_in_linked(subject, own)
    plan = Plan(RuleTerms(rules), places, listed=listed)
    return fit_page(plan, most) if most else plan


def _listed_about(subject: Subject) -> Iterator[StoredText]:
    return (text for store in stores().values() for text in store.listed_about(subject))


def _new_listed(texts: Iterable[StoredText], rules: Sequence[RedactionRule]) -> list[StoredText]:
    """Numbers and addresses that rules refuse: not those that were left at a redaction."""
    return [text for text in texts if text.is_listed and any(brings_back([text], rule) for rule in rules)]


def _places_in_linked(subject: Subject, own: Sequence[RedactionRule]) -> list[Place]:
    """Titles that the page would take from linked records: of somebody else, unless people say that they are not."""
    places = plan_in(new_titles_of_linked(subject), RuleTerms(own)).places if own else []
    return [replace(place, is_other=True) for place in places]


def _texts_cited(name: str, citing: Subject, has_rules: bool) -> Iterator[StoredText]:
    """Texts of a source, of which the rules of one record that cites it judge anew, if it has any."""
    citing_names = (citing.name,) if has_rules else ()
    source = Subject(name)
    return (replace(text, citing=citing_names) for text in (*texts_about(source), *_listed_about(source)))
