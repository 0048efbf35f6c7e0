"""Parts that become one: facts, keys and citations of rows that two records have both."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, models, transaction

from merging import facts
from merging.journal import Journal
from merging.plan import MergePlan
from register.records import Part


def fold_facts(plan: MergePlan, kept: models.Model, gone: models.Model, label: str) -> None:
    """Fill in what the kept row leaves blank, where that is allowed, and note what is given up."""
    given_up, values = [], {}
    links = {field.name for field in kept._meta.concrete_fields if field.is_relation}
    for fact in facts.facts(kept, gone, without=links):
        if fact.merged != fact.ours:
            values[fact.name] = fact.merged
        if fact.differs:
            given_up.append(fact)
    if values and not _fill_in(plan, kept, values, gone):
        given_up += [fact for fact in facts.facts(kept, gone, without=links) if not fact.differs]
    plan.folded.append((label, facts.given_up_words(given_up)))


def _fill_in(plan: MergePlan, kept: models.Model, values: dict[str, Any], source: models.Model) -> bool:
    try:
        with transaction.atomic():
            plan.journal.update(type(kept), [kept.pk], **facts.columns(type(kept), values, source))
    except IntegrityError:  # the one does not go with what else it says
        return False
    return True


def is_citation(model: type[models.Model]) -> bool:
    """True for parts that say which facts of their record a source supports."""
    return issubclass(model, Part) and any(field.name == "facts" for field in model._meta.concrete_fields)


def part_path(part: Part) -> str:
    """Path of a part among the facts of its record, as citations have it."""
    relation = part._meta.get_field(part.record_field).remote_field
    return f"{relation.get_accessor_name().removesuffix('_links')}/{part.key}"


def cite_new_keys(journal: Journal, citation: Any, new: Mapping[str, str]) -> None:
    """Has a citation name parts by their new paths. ``new``: by the path that each had."""
    adapted = [_with_new_key(fact, new) for fact in citation.facts]
    if adapted != citation.facts:
        passages = [{**row, "fact": _with_new_key(row["fact"], new)} for row in citation.passages]
        journal.update(type(citation), [citation.pk], facts=list(dict.fromkeys(adapted)), passages=passages)


def _with_new_key(fact: str, new: Mapping[str, str]) -> str:
    head = "/".join(fact.split("/")[:2])
    return fact.replace(head, new[head], 1) if head in new else fact
