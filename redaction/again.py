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
    rules, plans = list(own), [_plan_by(own, _texts_of(subject))]
    sources = names_of_rows(set().union(*cited_by(subject.names).values()))
    for name, of_source in zip(sources, rules_of_each([*sources.values()]), strict=True):
        rules += of_source
        plans.append(_plan_by([*own, *of_source], _texts_cited(name, subject, bool(own))))
    places = [place for each in plans for place in each.places] + _places_in_linked(subject, own)
    plan = Plan(RuleTerms(rules), places, listed=[text for each in plans for text in each.listed])
    return fit_page(plan, most) if most else plan


def _plan_by(rules: Sequence[RedactionRule], texts: Iterable[StoredText]) -> Plan:
    """Plan of what these rules find; of numbers and addresses, those that they refuse, not those that were left."""
    judged = (
        text for text in texts if not text.is_listed or any(brings_back([text], rule) for rule in rules)
    )
    return plan_in(judged, RuleTerms(rules)) if rules else Plan(RuleTerms(rules))


def _texts_of(subject: Subject) -> Iterator[StoredText]:
    """Texts of a record or row, then its numbers and addresses."""
    yield from texts_about(subject)
    for store in stores().values():
        yield from store.listed_about(subject)


def _places_in_linked(subject: Subject, own: Sequence[RedactionRule]) -> list[Place]:
    """Titles that the page would take from linked records: of somebody else, unless people say that they are not."""
    places = plan_in(new_titles_of_linked(subject), RuleTerms(own)).places if own else []
    return [replace(place, is_other=True) for place in places]


def _texts_cited(name: str, citing: Subject, has_rules: bool) -> Iterator[StoredText]:
    """Texts of a source, of which the rules of one record that cites it judge anew, if it has any."""
    citing_names = (citing.name,) if has_rules else ()
    return (replace(text, citing=citing_names) for text in _texts_of(Subject(name)))
